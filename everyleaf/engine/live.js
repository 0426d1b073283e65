// Reloads the page when something was saved, and stays where the reader is.
const told = new EventSource("/events");
const key = "everyleaf" + location.pathname;
const place = sessionStorage.getItem(key);
if (place !== null) scrollTo(0, Number(place));
told.addEventListener("saved", () => {
  sessionStorage.setItem(key, String(scrollY));
  location.reload();
});
