"use strict";
// What htmx leaves open. Everything here only adds: without it pages are read, forms are sent.
(function () {
  // A browser keeps six connections to one place: a page that nobody sees gives its stream up.
  let streams = [];
  htmx.createEventSource = function (url) {
    const stream = new EventSource(url);
    streams.push(stream);
    if (document.hidden) leave();
    return stream;
  };
  function leave() {
    streams.forEach(function (stream) { stream.close(); });
    streams = [];
  }
  function changed() {
    htmx.trigger(document.body, "changed");
  }
  document.addEventListener("visibilitychange", function () {
    const live = document.getElementById("live");
    if (!live) return;
    if (document.hidden) {
      leave();
    } else if (!streams.length) {
      const again = live.cloneNode(true);
      live.replaceWith(again);
      htmx.process(again);
      changed();
    }
  });
  // Whoever looks at old figures is told that they are old.
  let silence = 0;
  document.addEventListener("htmx:sseError", function () {
    if (silence || document.hidden) return;
    silence = setTimeout(function () { shown("silent", true); }, 5000);
  });
  document.addEventListener("htmx:sseOpen", function () {
    clearTimeout(silence);
    if (silence) changed();
    silence = 0;
    shown("silent", false);
  });
  function shown(id, wanted) {
    const element = document.getElementById(id);
    if (element) element.hidden = !wanted;
  }
  // What the stream says on its hidden parts, the page hears as one event.
  document.addEventListener("htmx:sseBeforeMessage", function (event) {
    if (event.detail.type === "changed") changed();
  });
  // Where there is a camera, a barcode is scanned into the form that looks for SKUs.
  const form = document.querySelector("form[data-scan]");
  if (form && navigator.mediaDevices && (window.BarcodeDetector || window.readEan)) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "second";
    button.textContent = form.dataset.scan;
    button.addEventListener("click", function () { scan(form, button); });
    form.append(button);
  }
  async function scan(form, button) {
    const video = document.createElement("video");
    video.muted = video.playsInline = true;
    video.className = "scanner";
    let stream = null;
    try {
      const wanted = { facingMode: "environment", width: { ideal: 1280 } };
      stream = await navigator.mediaDevices.getUserMedia({ video: wanted });
      video.srcObject = stream;
      form.after(video);
      button.disabled = true;
      await video.play();
      const look = await reader(video);
      const end = Date.now() + 30000;
      let last = null;
      while (Date.now() < end) {
        const found = await look();
        if (found && found === last) { // read twice alike: a check digit alone is right by chance
          form.elements.q.value = found;
          form.requestSubmit();
          break;
        }
        last = found || last;
        await new Promise(function (go) { setTimeout(go, 100); });
      }
    } catch (_) {
      form.elements.q.focus(); // no camera, or nobody allowed it: it is typed
    } finally {
      if (stream) stream.getTracks().forEach(function (track) { track.stop(); });
      video.remove();
      button.disabled = false;
    }
  }
  // By the browser's own reader where it has one for barcodes of goods, else by ours.
  async function reader(video) {
    const own = window.BarcodeDetector ? await BarcodeDetector.getSupportedFormats() : [];
    if (own.includes("ean_13")) {
      const detector = new BarcodeDetector();
      return async function () {
        const found = await detector.detect(video);
        return found.length ? found[0].rawValue : null;
      };
    }
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    return async function () {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      context.drawImage(video, 0, 0);
      return window.readEan(context.getImageData(0, 0, canvas.width, canvas.height));
    };
  }
})();
