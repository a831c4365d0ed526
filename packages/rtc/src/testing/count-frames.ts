/** Waits until that many frames of a stream were decoded and presented; gives the size of the last. */
export function countFrames(stream: MediaStream, frames: number): Promise<{ width: number; height: number }> {
  const video = Object.assign(document.createElement('video'), { muted: true, autoplay: true });
  video.srcObject = stream;
  document.body.prepend(video);
  return new Promise((resolve) => {
    let seen = 0;
    const next = (_now: number, { width, height }: VideoFrameCallbackMetadata) => {
      if (++seen < frames) return void video.requestVideoFrameCallback(next);
      video.srcObject = null;
      video.remove();
      resolve({ width, height });
    };
    video.requestVideoFrameCallback(next);
  });
}
