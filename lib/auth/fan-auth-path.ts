/** Where fans' permissions are asked for and come back to, apart from the artists' sign-in. */
export const FAN_AUTH_PATH = '/api/fan-auth';
