// What OpenStack's stable policy forbids, told from paths and lines (project team guide, "Stable Branches", "Appropriate fixes").
import type { PolicyRule } from '../policy';

const GUIDE =
  'https://docs.openstack.org/project-team-guide/stable-branches.html#appropriate-fixes: stable branches take no new features and no change of the database schema, the HTTP API, the internal AMQP API, notifications or configuration.';

/** One rule a class of changes; the lines are those of nova, neutron, cinder and the oslo libraries. */
export const STABLE_POLICY: readonly PolicyRule[] = [
  {
    code: 'stable-db-schema',
    severity: 'warning',
    message: 'A database migration changes the schema, which a stable branch does not take.',
    explanation: `${GUIDE} Operators upgrade within a stable branch without running migrations.`,
    paths: /(?:^|\/)(?:migrations\/versions|migrate_repo\/versions|alembic\/versions|alembic_migrations\/versions)\//,
  },
  {
    code: 'stable-db-schema',
    severity: 'warning',
    message: 'A column of a database model is changed, which needs a migration.',
    explanation: GUIDE,
    paths: /(?:^|\/)db\/(?:.*\/)?models?(?:\/|_|\.py$)|(?:^|\/)db\/(?:.*\/)?models\.py$/,
    lines: { kind: 'any', text: /=\s*(?:\w+\.)?Column\s*\(/ },
  },
  {
    code: 'stable-rpc-version',
    severity: 'warning',
    message: 'The version of an RPC API is changed.',
    explanation: `${GUIDE} Services of one release must understand each other while they are upgraded one by one.`,
    paths: /\.py$/,
    lines: { kind: 'any', text: /^\s*(?:RPC_API_VERSION|target\s*=\s*(?:oslo_)?messaging\.Target\s*\(.*version)\b/ },
  },
  {
    code: 'stable-object-version',
    severity: 'warning',
    message: 'The version of a versioned object or of the service is changed.',
    explanation: `${GUIDE} Objects travel between services; a version that only a stable branch has clashes with master's.`,
    paths: /(?:^|\/)objects?\/.*\.py$/,
    lines: { kind: 'any', text: /^\s*(?:VERSION|SERVICE_VERSION)\s*=/ },
  },
  {
    code: 'stable-notification',
    severity: 'warning',
    message: 'A notification is changed.',
    explanation: GUIDE,
    paths: /(?:^|\/)(?:doc\/notification_samples|notifications\/objects)\//,
  },
  {
    code: 'stable-api',
    severity: 'warning',
    message: 'The HTTP API or one of its samples is changed.',
    explanation: `${GUIDE} A microversion that only a stable branch has clashes with master's.`,
    paths: /(?:^|\/)api_samples?\/|(?:^|\/)(?:api_version_request|rest_api_version_history)\.\w+$/,
  },
  {
    code: 'stable-api-reference',
    severity: 'info',
    message: 'The reference of the HTTP API is changed; it may describe only what the branch already does.',
    explanation: GUIDE,
    paths: /(?:^|\/)api-ref\/source\//,
  },
  {
    code: 'stable-option-removed',
    severity: 'warning',
    message: 'The definition of a configuration option is removed or changed.',
    explanation: `${GUIDE} A deployed configuration file must go on working, with the same defaults.`,
    paths: /\.py$/,
    lines: {
      kind: 'delete',
      text: /\b(?:cfg\.\w*Opt|\w*StrOpt|BoolOpt|IntOpt|ListOpt|DictOpt|PortOpt|FloatOpt|HostAddressOpt)\s*\(/,
    },
  },
  {
    code: 'stable-option-added',
    severity: 'info',
    message: 'A configuration option is added; reviewers may take it for a feature.',
    explanation: GUIDE,
    paths: /\.py$/,
    lines: { kind: 'add', text: /\bcfg\.\w*Opt\s*\(/ },
  },
  {
    code: 'stable-feature',
    severity: 'warning',
    message: 'The release note announces a feature.',
    explanation: `${GUIDE} (reno's section "features".)`,
    paths: /(?:^|\/)releasenotes\/notes\/[^/]+\.yaml$/,
    lines: { kind: 'add', text: /^features\s*:/ },
  },
  {
    code: 'stable-upgrade-note',
    severity: 'info',
    message: 'The release note asks operators to do something when they upgrade.',
    explanation: `${GUIDE} An upgrade within a stable branch should need nothing (reno's section "upgrade").`,
    paths: /(?:^|\/)releasenotes\/notes\/[^/]+\.yaml$/,
    lines: { kind: 'add', text: /^upgrade\s*:/ },
  },
  {
    code: 'stable-requirements',
    severity: 'warning',
    message: 'A required version is changed.',
    explanation: `${GUIDE} Distributions have packaged the stable branch with the libraries that it had.`,
    paths: /(?:^|\/)requirements\.txt$/,
    lines: { kind: 'add', text: /^[A-Za-z][\w.[\]-]*\s*[<>=!~]/ },
  },
];
