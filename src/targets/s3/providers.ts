// Providers of S3 as data: where they listen, how a region is told, and in which points they differ
// from Amazon. Adding one is adding an entry. What was read about each stands in its `sources`; what
// is done about a difference stands in s3/target.ts and s3/client.ts.

/** What a server does with a put that may only create (`If-None-Match: *`). */
export type ConditionalCreate =
  /** Refuses to overwrite, in every kind of bucket. */
  | 'honoured'
  /** Answers 501 to the header itself. */
  | 'refused'
  /** Overwrites as if the header were not there. */
  | 'ignored'
  /** Depends on the version, the bucket or the day: found out at each put. */
  | 'varies';

/** One provider, or one server program. */
export interface S3Provider {
  /** As the config's `provider` has it. */
  readonly id: string;
  readonly title: string;
  /** The endpoint, with `{region}` where the region stands; null where only the owner knows it. */
  readonly endpoint: string | null;
  /** Recognises an endpoint by its host; group 1 is the region where the host holds one. */
  readonly host: RegExp | null;
  /** The region where neither the config nor the endpoint tells one; null where one has to. */
  readonly region: string | null;
  /** `https://host/bucket` rather than `https://bucket.host`. */
  readonly pathStyle: boolean;
  readonly conditionalCreate: ConditionalCreate;
  /** Whether the checksum headers of 2024 (`x-amz-checksum-crc32`) are taken. */
  readonly checksums: boolean;
  /** A suffix of hosts that share one set of bucket names: any of them is the same place. */
  readonly namesSharedBy: string | null;
  /** What was read, official pages first. */
  readonly sources: readonly string[];
}

/** Any S3 server that is not in {@link s3Providers}; nothing is taken for granted. */
export const genericProvider: S3Provider = {
  id: 'generic',
  title: 'S3 storage',
  endpoint: null,
  host: null,
  region: 'us-east-1',
  pathStyle: true,
  conditionalCreate: 'varies',
  checksums: false,
  namesSharedBy: null,
  sources: ['https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html'],
};

/** What a place is taken for that names neither provider nor endpoint. */
export const amazon: S3Provider = {
  id: 'aws',
  title: 'Amazon S3',
  endpoint: 'https://s3.{region}.amazonaws.com',
  host: /^s3(?:-fips)?(?:\.dualstack)?(?:[.-]([a-z]{2}(?:-[a-z]+)+-\d+))?\.amazonaws\.com(?:\.cn)?$/,
  region: 'us-east-1',
  pathStyle: false,
  conditionalCreate: 'honoured',
  checksums: true,
  namesSharedBy: 'amazonaws.com',
  sources: [
    'https://docs.aws.amazon.com/general/latest/gr/s3.html',
    'https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html',
  ],
};

/** Every provider that is known by name. */
export const s3Providers: readonly S3Provider[] = [
  amazon,
  {
    id: 'r2',
    title: 'Cloudflare R2',
    endpoint: null,
    host: /^[0-9a-f]{32}(?:\.(?:eu|us|fedramp))?\.r2\.cloudflarestorage\.com$/,
    region: 'auto',
    pathStyle: true,
    conditionalCreate: 'honoured',
    checksums: false,
    namesSharedBy: null,
    sources: [
      'https://developers.cloudflare.com/r2/api/s3/api/',
      'https://developers.cloudflare.com/r2/api/s3/conditional-operations/',
      'https://github.com/cloudflare/cloudflare-docs/pull/19236',
    ],
  },
  {
    id: 'b2',
    title: 'Backblaze B2',
    endpoint: 'https://s3.{region}.backblazeb2.com',
    host: /^s3\.([a-z0-9-]+)\.backblazeb2\.com$/,
    region: null,
    pathStyle: true,
    conditionalCreate: 'refused',
    checksums: false,
    namesSharedBy: 'backblazeb2.com',
    sources: [
      'https://www.backblaze.com/apidocs/introduction-to-the-s3-compatible-api',
      'https://www.backblaze.com/docs/cloud-storage-call-the-s3-compatible-api',
      'https://github.com/lance-format/lance/issues/5614',
    ],
  },
  {
    id: 'wasabi',
    title: 'Wasabi',
    endpoint: 'https://s3.{region}.wasabisys.com',
    host: /^s3(?:\.([a-z0-9-]+))?\.wasabisys\.com$/,
    region: 'us-east-1',
    pathStyle: true,
    conditionalCreate: 'varies',
    checksums: false,
    namesSharedBy: 'wasabisys.com',
    sources: [
      'https://docs.wasabi.com/docs/rest-api-introduction',
      'https://docs.wasabi.com/docs/service-urls-for-wasabis-storage-regions',
    ],
  },
  {
    id: 'scaleway',
    title: 'Scaleway Object Storage',
    endpoint: 'https://s3.{region}.scw.cloud',
    host: /^s3\.([a-z]{2}-[a-z]{3})\.scw\.cloud$/,
    region: null,
    pathStyle: false,
    // Documented since July 2026; what older regions do is not.
    conditionalCreate: 'varies',
    checksums: false,
    namesSharedBy: 'scw.cloud',
    sources: [
      'https://www.scaleway.com/en/docs/object-storage/concepts/',
      'https://www.scaleway.com/en/docs/object-storage/api-cli/using-conditional-writes/',
    ],
  },
  {
    id: 'minio',
    title: 'MinIO',
    endpoint: null,
    host: null,
    region: 'us-east-1',
    pathStyle: true,
    // `*` is taken since RELEASE.2024-05-07T06-41-25Z.
    conditionalCreate: 'varies',
    checksums: false,
    namesSharedBy: null,
    sources: [
      'https://min.io/docs/minio/linux/reference/s3-api-compatibility.html',
      'https://github.com/minio/docs/issues/731',
    ],
  },
  {
    id: 'ceph',
    title: 'Ceph RADOS Gateway',
    endpoint: null,
    host: null,
    region: 'us-east-1',
    pathStyle: true,
    // Honoured in plain buckets; releases up to Pacific at least ignore it in versioned ones.
    conditionalCreate: 'varies',
    checksums: false,
    namesSharedBy: null,
    sources: [
      'https://docs.ceph.com/en/latest/radosgw/s3/',
      'https://tracker.ceph.com/issues/8562',
    ],
  },
  {
    id: 'gcs',
    title: 'Google Cloud Storage',
    endpoint: 'https://storage.googleapis.com',
    host: /^storage\.googleapis\.com$/,
    region: 'auto',
    pathStyle: true,
    // The ETag headers apply to requests that read; to create only, it has a header of its own.
    conditionalCreate: 'ignored',
    checksums: false,
    namesSharedBy: null,
    sources: [
      'https://docs.cloud.google.com/storage/docs/aws-simple-migration',
      'https://docs.cloud.google.com/storage/docs/request-preconditions',
    ],
  },
  genericProvider,
];

/** The provider of this id, or null. */
export function providerById(id: string): S3Provider | null {
  return s3Providers.find((provider) => provider.id === id) ?? null;
}

/** The provider that an endpoint's host belongs to, and the region that it names. */
export function providerOfHost(host: string): { provider: S3Provider; region: string | null } {
  for (const provider of s3Providers) {
    const match = provider.host?.exec(host);
    if (match) return { provider, region: match[1] ?? null };
  }
  return { provider: genericProvider, region: null };
}
