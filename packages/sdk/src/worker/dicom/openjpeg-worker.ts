import openjpeg from '@cornerstonejs/codec-openjpeg/decode';
import { expose } from 'comlink';
import { installErrorHandler } from '../error-handler.js';
import { createCodecApi } from './codec-api.js';

installErrorHandler();
expose(
  createCodecApi(
    async () => (await openjpeg()).J2KDecoder,
    () => ({ converted: true, planar: false }),
  ),
);
