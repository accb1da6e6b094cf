// The page's own paths (/orders/…, /callback) are all served by its one document; files have a dot in their name.
// Runs on CloudFront for the page's behaviour only: the API's paths never come here.
function handler(event) {
  var request = event.request;
  var name = request.uri.slice(request.uri.lastIndexOf("/") + 1);
  if (!name.includes(".")) {
    request.uri = "/index.html";
  }
  return request;
}
