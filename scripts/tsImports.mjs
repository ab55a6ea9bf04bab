// Lets Node 24 run the tests' TypeScript as it is: types are stripped by Node, this adds the `.ts` that the imports there
// leave out. For files of erasable syntax only.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context);
    } catch (error) {
      if (error.code === 'ERR_MODULE_NOT_FOUND' && specifier.startsWith('.')) return next(`${specifier}.ts`, context);
      throw error;
    }
  },
  load(url, context, next) {
    // Nothing but this says that they are modules: the package's own default is CommonJS.
    return next(url, url.endsWith('.ts') ? { ...context, format: 'module-typescript' } : context);
  },
});
