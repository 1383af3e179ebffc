"use strict";
// Reads EAN-13, UPC-A and EAN-8 off a camera's picture, for browsers that read no barcode themselves.
// A row of pixels becomes widths of dark and light; widths become digits; the check digit decides.
window.readEan = (function () {
  const LEFT = ["3211", "2221", "2122", "1411", "1132", "1231", "1114", "1312", "1213", "3112"]
    .map(function (widths) { return Array.from(widths, Number); });
  const FIRST = ["LLLLLL", "LLGLGG", "LLGGLG", "LLGGGL", "LGLLGG", "LGGLLG", "LGGGLL", "LGLGLG", "LGLGGL", "LGGLGL"];
  const ROWS = 24; // of a picture that are looked at
  const FAR = 1.6; // modules by which a digit's four widths may miss, together

  function read(image) {
    for (let at = 1; at < ROWS; at += 1) {
      const widths = runs(image, Math.floor((image.height * at) / ROWS));
      const found = inRuns(widths) || inRuns(widths.slice().reverse());
      if (found) return found;
    }
    return null;
  }

  // Widths of dark and light by turns, a light one first; dark is what is darker than around it.
  function runs(image, row) {
    const width = image.width, light = new Float32Array(width);
    for (let x = 0; x < width; x += 1) {
      const at = (row * width + x) * 4;
      light[x] = image.data[at] + 2 * image.data[at + 1] + image.data[at + 2];
    }
    const around = Math.max(8, width >> 4), found = [];
    let sum = 0, dark = false, since = 0;
    for (let x = -around; x < width; x += 1) {
      if (x + around < width) sum += light[x + around];
      if (x - around - 1 >= 0) sum -= light[x - around - 1];
      if (x < 0) continue;
      const count = Math.min(x + around, width - 1) - Math.max(x - around, 0) + 1;
      const is = light[x] < (sum / count) * 0.94;
      if (is !== dark) {
        found.push(x - since);
        since = x;
        dark = is;
      }
    }
    found.push(width - since);
    if (dark) found.push(0);
    return found;
  }

  function inRuns(widths) {
    for (let at = 1; at + 43 <= widths.length; at += 2) {
      const found = whole(widths, at, 6) || whole(widths, at, 4);
      if (found) return found;
    }
    return null;
  }

  // Guard, digits, middle, digits, guard: 3 + 4 each + 5 + 4 each + 3 widths, from a dark one on.
  function whole(widths, start, half) {
    const count = 11 + half * 8, modules = 11 + half * 14;
    if (start + count > widths.length) return null;
    let total = 0;
    for (let at = start; at < start + count; at += 1) total += widths[at];
    const module = total / modules;
    if (module < 1 || widths[start - 1] < 3 * module || !even(widths, start, 3, module)) return null;
    if (!even(widths, start + 3 + half * 4, 5, module) || !even(widths, start + count - 3, 3, module)) return null;
    let digits = "", kinds = "";
    for (let each = 0; each < half * 2; each += 1) {
      const at = start + 3 + each * 4 + (each < half ? 0 : 5);
      const told = digit(widths.slice(at, at + 4), each < half && half === 6);
      if (!told) return null;
      digits += told.digit;
      if (each < half) kinds += told.kind;
    }
    if (half === 6) {
      const first = FIRST.indexOf(kinds);
      if (first < 0) return null;
      digits = first + digits;
    }
    return checked(digits) ? digits : null;
  }

  function even(widths, from, count, module) {
    for (let at = from; at < from + count; at += 1) {
      if (widths[at] < module * 0.4 || widths[at] > module * 1.9) return false;
    }
    return true;
  }

  function digit(widths, either) {
    const sum = widths[0] + widths[1] + widths[2] + widths[3];
    let best = null, least = FAR;
    LEFT.forEach(function (pattern, number) {
      [["L", pattern], ["G", pattern.slice().reverse()]].forEach(function (one) {
        if (one[0] === "G" && !either) return;
        let off = 0;
        for (let at = 0; at < 4; at += 1) off += Math.abs((widths[at] * 7) / sum - one[1][at]);
        if (off < least) {
          least = off;
          best = { digit: String(number), kind: one[0] };
        }
      });
    });
    return best;
  }

  function checked(digits) {
    let sum = 0;
    for (let at = 0; at < digits.length; at += 1) {
      sum += Number(digits[digits.length - 1 - at]) * (at % 2 ? 3 : 1);
    }
    return sum % 10 === 0;
  }

  return read;
})();
