import charls from '@cornerstonejs/codec-charls/decode';
import { expose } from 'comlink';
import { installErrorHandler } from '../error-handler.js';
import { createCodecApi, quiet } from './codec-api.js';

installErrorHandler();
expose(
  createCodecApi(
    async () => (await charls(quiet())).JpegLSDecoder,
    // 0: each colour for itself, one after the other.
    (decoder) => ({ converted: false, planar: decoder.getInterleaveMode() === 0 }),
  ),
);
