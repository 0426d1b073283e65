// Reloads the page when something was saved, and stays where the reader is.
// The page's own count of saves: one that came while it was loading is told at once.
const told = new EventSource("/events" + new URL(document.currentScript.src).search);
const key = "everyleaf" + location.pathname;
const place = sessionStorage.getItem(key);
if (place !== null) scrollTo(0, Number(place));
told.addEventListener("saved", () => {
  sessionStorage.setItem(key, String(scrollY));
  location.reload();
});
