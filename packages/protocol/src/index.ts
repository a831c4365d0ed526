export { DiemcauError, errorCodes, isDiemcauError, isErrorCode } from './error.js';
export type { DiemcauErrorOptions, ErrorCode, ErrorDetails, WireError } from './error.js';
