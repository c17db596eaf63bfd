// Reading a member's card by the camera, where the browser can.
import { find, warn, words } from "./page.js";

const INTERVAL = 200;

let stream = null;
let timer = 0;

export const isOpen = () => stream !== null;

export const close = () => {
  clearTimeout(timer);
  for (const track of stream?.getTracks() ?? []) track.stop();
  stream = null;
  find("camera").hidden = true;
};

const open = async (found) => {
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const picture = find("camera-picture");
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    picture.srcObject = stream;
    find("camera").hidden = false;
    find("camera-close").focus();
    await picture.play();
  } catch {
    close();
    return warn(words.noCamera);
  }
  const look = async () => {
    if (!stream) return;
    const codes = await detector.detect(picture).catch(() => []);
    if (codes.length && stream) {
      close();
      return found(codes[0].rawValue);
    }
    timer = setTimeout(look, INTERVAL);
  };
  look();
};

/** Offers the camera where there is one that can read codes. */
export const setUp = async (found) => {
  const formats = await globalThis.BarcodeDetector?.getSupportedFormats().catch(() => []);
  if (!formats?.includes("qr_code") || !navigator.mediaDevices) return;
  find("scan").hidden = false;
  find("scan").onclick = () => open(found);
};

find("camera-close")?.addEventListener("click", () => {
  close();
  find("q").focus();
});
