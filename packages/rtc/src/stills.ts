/** A picture now and then, where there is no line for video. */
export interface Still {
  sourceId: string;
  image: Blob;
}

const mark = 0x53;

/** A still as bytes: mark, length of the source id, source id, JPEG. */
export async function encodeStill({ sourceId, image }: Still): Promise<ArrayBuffer> {
  const id = new TextEncoder().encode(sourceId);
  const bytes = new Uint8Array(2 + id.length + image.size);
  bytes.set([mark, id.length]);
  bytes.set(id, 2);
  bytes.set(new Uint8Array(await image.arrayBuffer()), 2 + id.length);
  return bytes.buffer;
}

/** Reads a still; undefined for anything else. */
export function decodeStill(data: ArrayBuffer): Still | undefined {
  const bytes = new Uint8Array(data);
  const length = bytes[1] ?? 0;
  const isJpeg = bytes[2 + length] === 0xff && bytes[3 + length] === 0xd8;
  if (bytes[0] !== mark || length === 0 || !isJpeg) return undefined;
  const sourceId = new TextDecoder().decode(bytes.subarray(2, 2 + length));
  return { sourceId, image: new Blob([bytes.slice(2 + length)], { type: 'image/jpeg' }) };
}

/** Takes one small JPEG of a live video track. */
export async function takeStill(track: MediaStreamTrack, width = 320): Promise<Blob | undefined> {
  const video = Object.assign(document.createElement('video'), { muted: true });
  video.srcObject = new MediaStream([track]);
  try {
    await video.play();
    if (!video.videoWidth) return undefined;
    const height = Math.round((width * video.videoHeight) / video.videoWidth);
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    canvas.getContext('2d')?.drawImage(video, 0, 0, width, height);
    return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.5))) ?? undefined;
  } finally {
    video.pause();
    video.srcObject = null;
  }
}
