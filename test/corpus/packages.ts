// Which source packages of Debian make up the corpus: a few small ones for every run, many for `npm run corpus`.

/** Small downloads (12 MB together) with queues of every kind: quilt's and git's headers, DEP-3, nested folders, OpenStack's. */
const FEW = ['cron', 'keystone', 'openssh', 'pam', 'rsync', 'screen', 'tiff', 'unzip'];

/** Large queues, and large files under them; 700 MB together. What the archive cannot give is left out with a notice. */
const MANY = [
  ...['apache2', 'bash', 'bind9', 'binutils', 'busybox', 'cinder', 'cpio', 'cups', 'curl', 'dnsmasq', 'e2fsprogs'],
  ...['emacs', 'exim4', 'ffmpeg', 'gcc-12', 'ghostscript', 'git', 'glance', 'glibc', 'gnupg2', 'grub2', 'heat'],
  ...['horizon', 'imagemagick', 'inetutils', 'iptables', 'ironic', 'krb5', 'libvirt', 'libxml2', 'linux', 'net-tools'],
  ...['neutron', 'nginx', 'nova', 'openldap', 'openssl', 'openvswitch', 'perl', 'php8.2', 'python-eventlet'],
  ...['python3.11', 'qemu', 'ruby3.1', 'samba', 'shadow', 'sudo', 'swift', 'systemd', 'sysvinit', 'texlive-bin'],
  ...['util-linux', 'vim', 'w3m', 'xterm', 'zsh'],
];

/** What a run takes: packages, how many of them must be there, and how many damaged patches are tried. */
export interface Corpus {
  names: readonly string[];
  least: number;
  damages: number;
}

/** The corpus of this run: `FISHLADDER_TEST_CORPUS` is `full`, or names of packages, or unset for the few. */
export function corpusOfRun(asked = process.env.FISHLADDER_TEST_CORPUS ?? ''): Corpus {
  const fuzz = process.env.FISHLADDER_TEST_FUZZ === undefined ? undefined : Number(process.env.FISHLADDER_TEST_FUZZ);
  if (asked === 'full') return { names: [...FEW, ...MANY], least: 40, damages: fuzz ?? 20_000 };
  const names = asked === '' ? FEW : asked.split(/[\s,]+/);
  return { names, least: names.length - 1, damages: fuzz ?? 2_000 };
}
