// Tells the API's firewall who asks: the header is written anew, whatever a visitor put there.
function handler(event) {
  var request = event.request;
  request.headers["${header}"] = { value: event.viewer.ip };
  return request;
}
