import type { Shape } from './shape.js';

interface ApiError {
  readonly errorCode: string;
  readonly message?: string;
}

function isApiError(value: unknown): value is ApiError {
  return typeof value === 'object' && value !== null && typeof (value as Partial<ApiError>).errorCode === 'string';
}

/** The API errors in a JSON document; undefined for other documents. */
function errorsIn(json: unknown): readonly ApiError[] | undefined {
  const all: readonly unknown[] = Array.isArray(json) ? json : [json];
  return all.length > 0 && all.every(isApiError) ? all : undefined;
}

/** A bare JSON error of the API to a call with a token. The login itself succeeded. */
export const apiErrors: Shape = {
  id: 'api-errors',
  title: 'an answer of the API',
  recognises: ({ json }) => errorsIn(json) !== undefined,
  read: ({ json, name }) => ({
    facts: [
      {
        name: 'api.answers',
        value: errorsIn(json)!.map(({ errorCode, message }) => ({
          errorCode,
          ...(typeof message === 'string' && { message }),
        })),
        source: name,
      },
    ],
  }),
};
