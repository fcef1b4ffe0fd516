// The configuration of a Ceph cluster of one: a monitor, an object store in memory and the RADOS
// Gateway, which speaks S3. Everything listens on loopback, asks for no cluster credentials and lies
// in one folder. Settings: https://docs.ceph.com/en/pacific/rados/configuration/ and .../radosgw/config-ref/

/** Where a cluster of one lies and listens. */
export interface CephLayout {
  /** A folder of its own. */
  readonly folder: string;
  readonly clusterId: string;
  readonly monitorPort: number;
  readonly httpPort: number;
  readonly httpsPort: number;
  /** A PEM file that holds the server's private key and certificate. */
  readonly certificateFile: string;
}

/** The text of `ceph.conf`. */
export function cephConfig(layout: CephLayout): string {
  return Object.entries(sections(layout))
    .map(([name, settings]) => `[${name}]\n${settings.join('\n')}\n`)
    .join('');
}

function sections(layout: CephLayout): Record<string, readonly string[]> {
  return {
    global: [...addresses(layout), ...smallPools, ...quiet(layout.folder)],
    mon: monitor(layout.folder),
    osd: [
      `osd_data = ${layout.folder}/osd`,
      'osd_objectstore = memstore',
      'memstore_device_bytes = 4G',
      'osd_memory_target = 939524096',
    ],
    'client.rgw': gateway(layout),
  };
}

function addresses({ clusterId, monitorPort }: CephLayout): string[] {
  return [
    `fsid = ${clusterId}`,
    `mon_host = v2:127.0.0.1:${monitorPort}`,
    'public_addr = 127.0.0.1',
    'cluster_addr = 127.0.0.1',
    'ms_bind_msgr1 = false',
    'auth_cluster_required = none',
    'auth_service_required = none',
    'auth_client_required = none',
  ];
}

const smallPools = [
  'osd_pool_default_size = 1',
  'osd_pool_default_min_size = 1',
  'osd_pool_default_pg_num = 1',
  'osd_pool_default_pgp_num = 1',
  'osd_pool_default_pg_autoscale_mode = off',
  'mon_allow_pool_size_one = true',
  'osd_crush_chooseleaf_type = 0',
  'mon_max_pg_per_osd = 1000',
];

function quiet(folder: string): string[] {
  return [
    `run_dir = ${folder}`,
    'admin_socket =',
    'pid_file =',
    `log_file = ${folder}/log/$name.log`,
    `crash_dir = ${folder}/crash`,
    `mon_cluster_log_file = ${folder}/log/cluster.log`,
    'log_to_stderr = false',
  ];
}

function monitor(folder: string): string[] {
  return [
    `mon_data = ${folder}/mon`,
    'mon_initial_members = a',
    'mon_data_avail_crit = 0',
    'mon_data_avail_warn = 0',
    // The defaults make every change wait for others to join it: 11 s until the first user.
    'paxos_propose_interval = 0.05',
    'paxos_min_wait = 0.01',
    'auth_allow_insecure_global_id_reclaim = false',
  ];
}

function gateway({ httpPort, httpsPort, certificateFile }: CephLayout): string[] {
  const http = `endpoint=127.0.0.1:${httpPort}`;
  const https = `ssl_endpoint=127.0.0.1:${httpsPort} ssl_certificate=${certificateFile}`;
  return [
    // Without it the gateway waits for the monitor for ever.
    'ms_mon_client_mode = crc',
    // Without tcp_nodelay each answer waits 44 ms for an acknowledgement.
    `rgw_frontends = beast ${http} ${https} tcp_nodelay=1`,
    'rgw_dns_name = localhost',
    'rgw_enable_apis = s3',
    'rgw_enable_usage_log = false',
    'rgw_run_sync_thread = false',
    'rgw_dynamic_resharding = false',
    'rgw_override_bucket_index_max_shards = 1',
    'rgw_thread_pool_size = 64',
    'rgw_rados_pool_pg_num_min = 1',
    'rgw_data_log_num_shards = 1',
    'rgw_lc_max_objs = 1',
    'rgw_gc_max_objs = 1',
    'rgw_relaxed_region_enforcement = true',
    'rgw_crypt_require_ssl = false',
  ];
}
