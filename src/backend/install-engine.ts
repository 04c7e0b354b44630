/** The installation of an engine without a running backend, for `npm start -- --install-engine`. */
export { installEngine } from '../hosts/provision/install-engine.ts';
