/* One veraPDF for a whole batch of files.

   Runs in Rhino, the JavaScript that veraPDF itself evaluates its rules with and that lies
   in the same jar: a JRE is enough, nothing is compiled. Each line of standard input names
   a profile and a file, with a tab between them; each is answered by one line of JSON:
   {"passed": true, "failures": [["7.1-3", 100, "Content shall be marked ..."], ...]} or
   {"fault": "..."} where the file could not be judged. */

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

function judged(profile, path) {
  var flavour = Flavour.byFlavourId(profile);
  var foundry = pdfa.Foundries.defaultInstance();
  var file = new java.io.FileInputStream(path);
  try {
    var parser = foundry.createParser(file, flavour);
    try {
      var result = foundry.createValidator(flavour, false).validate(parser);
      return { passed: Boolean(result.isCompliant()), failures: failures(result) };
    } finally {
      parser.close();
    }
  } finally {
    file.close();
  }
}

var input = new java.io.BufferedReader(
  new java.io.InputStreamReader(java.lang.System["in"], "UTF-8"));
var output = new java.io.PrintStream(java.lang.System.out, true, "UTF-8");
var line;
while ((line = input.readLine()) !== null) {
  var asked = String(line).split("\t");
  var answer;
  try {
    answer = judged(asked[0], asked[1]);
  } catch (problem) {
    answer = { fault: String(problem) };
  }
  output.println(JSON.stringify(answer).replace(/[\u0080-\uffff]/g, "?"));
}
