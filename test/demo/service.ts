// The text of a small block-storage service, as it stands on each of its branches.

/** Paths and contents of one branch's tree. */
export type Tree = Record<string, string>;

const API = `# Licensed under the Apache License, Version 2.0

"""Requests that users send about their volumes."""

from shoal import exception
from shoal.volume import manager


class VolumeAPI:

    def __init__(self, backend):
        self.manager = manager.VolumeManager(backend)

    def attach(self, context, volume_id, host):
        if not context.is_allowed('volume:attach'):
            raise exception.Forbidden(volume_id=volume_id)
        return self.manager.attach(context, volume_id, host)

    def detach(self, context, volume_id):
        if not context.is_allowed('volume:detach'):
            raise exception.Forbidden(volume_id=volume_id)
        return self.manager.detach(context, volume_id)
`;

const EXCEPTION = `# Licensed under the Apache License, Version 2.0


class ShoalException(Exception):
    message = 'An unknown exception occurred.'

    def __init__(self, **kwargs):
        super().__init__(self.message % kwargs)


class Forbidden(ShoalException):
    message = 'Volume %(volume_id)s is not yours to change.'


class VolumeNotFound(ShoalException):
    message = 'Volume %(volume_id)s could not be found.'


class BackendError(ShoalException):
    message = 'The storage backend failed: %(reason)s'
`;

const MANAGER = `# Licensed under the Apache License, Version 2.0

"""Attaches volumes to hosts, and keeps count of what is attached."""

import logging

from shoal import exception

LOG = logging.getLogger(__name__)


class VolumeManager:

    def __init__(self, backend):
        self.backend = backend
        self.attachments = {}

    def attach(self, context, volume_id, host):
        volume = self.backend.find(volume_id)
        if volume is None:
            raise exception.VolumeNotFound(volume_id=volume_id)
        connection = self.backend.connect(volume, host)
        self.attachments[volume_id] = connection
        LOG.info('Volume %s is attached to %s', volume_id, host)
        return connection

    def detach(self, context, volume_id):
        connection = self.attachments.get(volume_id)
        if connection is None:
            LOG.warning('Volume %s is not attached', volume_id)
            return
        try:
            self.backend.disconnect(connection)
        except exception.BackendError:
            LOG.exception('Volume %s could not be disconnected', volume_id)
            return
        LOG.info('Volume %s is detached', volume_id)

    def list_attachments(self, context):
        return sorted(self.attachments)

    def shutdown(self):
        for volume_id in list(self.attachments):
            self.detach(None, volume_id)
`;

const STATS = `
    def statistics(self):
        """Counts for the periodic report."""
        return {
            'attached': len(self.attachments),
            'backend': self.backend.name,
        }
`;

/** The two lines of the bug, and what the operator makes of them. */
export const BUG = `            LOG.exception('Volume %s could not be disconnected', volume_id)
            return
        LOG.info('Volume %s is detached', volume_id)
`;
export const FIXED = `            LOG.exception('Volume %s could not be disconnected', volume_id)
            raise
        self.attachments.pop(volume_id)
        LOG.info('Volume %s is detached', volume_id)
`;

/** The 2024.1 release: still with a lock around the backend, and with another name for what is attached. */
export function tree2024(): Tree {
  const locked = MANAGER.replace(
    BUG,
    `            LOG.error('Lost the connection of volume %s', volume_id)
            self.lock.release()
            return
        self.lock.release()
        LOG.info('Volume %s is detached', volume_id)
`,
  )
    .replace('        self.attachments = {}\n', '        self.attachments = {}\n        self.lock = backend.lock()\n')
    .replaceAll('attachments', 'connections');
  return base(locked, '2024.1');
}

/** The 2025.1 release, which is deployed. */
export function tree2025(line: string): Tree {
  return base(MANAGER, line);
}

/** 2025.2: statistics were added above the bug, and the branch was given the fix already when \`fixed\`. */
export function tree2025b(fixed: boolean): Tree {
  const text = MANAGER.replace('\n    def list_attachments', `${STATS}\n    def list_attachments`);
  return base(fixed ? text.replace(BUG, FIXED) : text, '2025.2');
}

/** 2026.1: the manager has moved to another folder, its import with it. */
export function tree2026(): Tree {
  const { 'shoal/volume/manager.py': manager = '', 'shoal/volume/__init__.py': init = '', ...rest } = tree2025b(false);
  return {
    ...rest,
    '.gitreview': gitreview('2026.1'),
    'shoal/api.py': API.replace('from shoal.volume import manager', 'from shoal.storage import manager'),
    'shoal/storage/__init__.py': init,
    'shoal/storage/manager.py': manager,
  };
}

/** master: attach() and its new helpers have moved below detach(), and lines above have grown. */
export function treeMaster(): Tree {
  const tree = tree2026();
  const text = tree['shoal/storage/manager.py'] ?? '';
  const start = text.indexOf('    def attach(');
  const end = text.indexOf('    def detach(');
  const attach = text.slice(start, end);
  const moved = text.slice(0, start) + text.slice(end).replace('    def shutdown', `${attach}    def shutdown`);
  return {
    ...tree,
    '.gitreview': gitreview('master'),
    'shoal/storage/manager.py': moved.replace(
      'LOG = logging.getLogger(__name__)\n',
      "LOG = logging.getLogger(__name__)\n\n# Seconds that a backend may take before a host is asked again.\nRETRY_AFTER = 30\nLIMITS = {'attach': 120, 'detach': 60}\n",
    ),
  };
}

function base(manager: string, line: string): Tree {
  return {
    '.gitreview': gitreview(line),
    'README.rst': 'Shoal\n=====\n\nA small block-storage service.\n',
    'setup.cfg': '[metadata]\nname = shoal\nsummary = A small block-storage service\n',
    'shoal/__init__.py': '',
    'shoal/api.py': API,
    'shoal/exception.py': EXCEPTION,
    'shoal/volume/__init__.py': '',
    'shoal/volume/manager.py': manager,
  };
}

function gitreview(line: string): string {
  const branch = line === 'master' ? '' : `defaultbranch=${line < '2025' ? 'unmaintained' : 'stable'}/${line}\n`;
  return `[gerrit]\nhost=review.example.org\nport=29418\nproject=openstack/shoal.git\n${branch}`;
}
