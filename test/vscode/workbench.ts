// The script that runs in the page before VS Code and changes what the workbench is told about itself.
import type { Settings } from './settings';

/** Extensions under development and the test runner to start, as absolute paths; settings are defaults, so others win. */
export interface WorkbenchOptions {
  settings: Settings;
  extensions: readonly string[];
  tests?: string;
}

/**
 * Source of the script. A built VS Code reads extensions under test from its address only when it is started with
 * `--enable-smoke-test-driver`, which also hides notifications; so they go into the page's own configuration element
 * once the document is there (`interactive`), which is before module scripts run.
 */
export function workbenchScript({ settings, extensions, tests }: WorkbenchOptions): string {
  const development = { extensions, tests };
  return `(${patchConfiguration})(${JSON.stringify(settings)}, ${JSON.stringify(development)});`;
}

const patchConfiguration = `(settings, development) => {
  if (window !== top) return;
  const uri = (path) => path && ({ $mid: 1, scheme: 'vscode-remote', authority: location.host, path });
  const patch = () => {
    const element = document.getElementById('vscode-workbench-web-configuration');
    if (!element) return;
    document.removeEventListener('readystatechange', patch);
    const configuration = JSON.parse(element.dataset.settings);
    configuration.configurationDefaults = { ...settings, ...configuration.configurationDefaults };
    configuration.productConfiguration = {
      ...configuration.productConfiguration,
      enableTelemetry: false,
      extensionsGallery: undefined,
      updateEndpoint: undefined,
      serviceWorker: undefined,
    };
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      extensions: development.extensions.map(uri),
      extensionTestsPath: uri(development.tests),
    };
    element.dataset.settings = JSON.stringify(configuration);
  };
  document.addEventListener('readystatechange', patch);
}`;
