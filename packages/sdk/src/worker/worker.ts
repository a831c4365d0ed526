import { expose } from 'comlink';
import { installErrorHandler } from './error-handler.js';
import { createReaderApi } from './reader-api.js';

installErrorHandler();
expose(createReaderApi());
