exports.Buffer = { from: (bytes) => new Uint8Array(bytes) };
