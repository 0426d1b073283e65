/* One veraPDF for a whole batch of files.

   Runs in Rhino, the JavaScript that veraPDF itself evaluates its rules with and that lies
   in the same jar: a JRE is enough, nothing is compiled. Each line of standard input names
   profiles, with commas between them, and a file after a tab; each is answered by one line of
   JSON, which has for each profile {"passed": true, "failures": [["7.1-3", 100, "Content
   shall be marked ..."], ...]} or {"fault": "..."} where the file could not be judged. */

var pdfa = Packages.org.verapdf.pdfa;
var Flavour = pdfa.flavours.PDFAFlavour;
var Failed = pdfa.results.TestAssertion.Status.FAILED;
Packages.org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise();
java.util.logging.LogManager.getLogManager().reset(); // its warnings are for its own makers

function failures(result) {
  var rows = {};
  var found = result.getTestAssertions().iterator();
  while (found.hasNext()) {
    var one = found.next();
    if (one.getStatus().equals(Failed)) {
      var rule = String(one.getRuleId().getClause()) + "-" + one.getRuleId().getTestNumber();
      rows[rule] = rows[rule] || [rule, 0, String(one.getMessage())];
      rows[rule][1] += 1;
    }
  }
  return Object.keys(rows).sort().map(function (rule) { return rows[rule]; });
}

/* The results by profiles' names; veraPDF leaves out those that it does not judge together. */
function results(profiles, path) {
  var flavours = new java.util.ArrayList();
  profiles.forEach(function (profile) { flavours.add(Flavour.byFlavourId(profile)); });
  var foundry = pdfa.Foundries.defaultInstance();
  var file = new java.io.FileInputStream(path);
  try {
    var parser = foundry.createParser(file, flavours.get(0));
    try {
      return named(foundry["createValidator(java.util.List)"](flavours).validateAll(parser));
    } finally {
      parser.close();
    }
  } finally {
    file.close();
  }
}

function named(found) {
  var rows = {};
  for (var number = 0; number < found.size(); number += 1) {
    var one = found.get(number);
    rows[String(one.getPDFAFlavour().getId())] =
      { passed: Boolean(one.isCompliant()), failures: failures(one) };
  }
  return rows;
}

/* One pass for all; what is left out of it is judged alone. */
function judged(profiles, path) {
  var rows = {};
  try {
    rows = results(profiles, path);
  } catch (problem) {
    // it is said of each of them below
  }
  profiles.forEach(function (profile) {
    try {
      rows[profile] = rows[profile] || results([profile], path)[profile];
    } catch (problem) {
      rows[profile] = { fault: String(problem) };
    }
  });
  return rows;
}

var input = new java.io.BufferedReader(
  new java.io.InputStreamReader(java.lang.System["in"], "UTF-8"));
var output = new java.io.PrintStream(java.lang.System.out, true, "UTF-8");
var line;
while ((line = input.readLine()) !== null) {
  var asked = String(line).split("\t");
  var answer = judged(asked[0].split(","), asked[1]);
  output.println(JSON.stringify(answer).replace(/[\u0080-\uffff]/g, "?"));
}
