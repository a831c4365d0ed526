import openjpeg from '@cornerstonejs/codec-openjpeg/decode';
import { expose } from 'comlink';
import { installErrorHandler } from '../error-handler.js';
import { createCodecApi, quiet } from './codec-api.js';

installErrorHandler();
expose(
  createCodecApi(
    async () => (await openjpeg(quiet())).J2KDecoder,
    () => ({ converted: true, planar: false }),
  ),
);
