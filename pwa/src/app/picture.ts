// A photograph drawn anew: upright, and nothing of its file but the picture. Where it was
// taken, when and with what stays behind with the old file. The core refuses what carries
// more than the picture, and what is larger than its limits (core/record/attachment.h).

const side_max = 2048;
const octets_usual = 2 * 1024 * 1024;
/** Tried in turn until one is small enough for a slow line; the last is kept anyway. */
const tries = [
  { side: side_max, quality: 0.85 },
  { side: side_max, quality: 0.7 },
  { side: 1536, quality: 0.7 },
];

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("a canvas has a two-dimensional context");
  pen.fillStyle = "#ffffff"; // JPEG has no transparency
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const as_jpeg = (canvas: HTMLCanvasElement, quality: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));

/** Null where this browser cannot read it. */
export async function picture_alone(file: Blob): Promise<Blob | null> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(
    () => null,
  );
  if (picture === null) return null;
  let made: Blob | null = null;
  for (const { side, quality } of tries) {
    made = await as_jpeg(drawn(picture, side), quality);
    if (made !== null && made.size <= octets_usual) break;
  }
  picture.close();
  return made;
}
