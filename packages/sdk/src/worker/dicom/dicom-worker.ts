import { expose } from 'comlink';
import { installErrorHandler } from '../error-handler.js';
import { createDicomApi } from './dicom-api.js';

installErrorHandler();
expose(createDicomApi());
