// Buckets on a running Ceph gateway, made and looked into by the SDK itself, around the target.
import { readFileSync } from 'node:fs';
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import * as v from 'valibot';
import { createS3Kind, type S3KindSetup } from '../../src/targets/s3/kind.js';
import type { S3Options } from '../../src/targets/s3/options.js';
import type { TargetKind } from '../../src/targets/target-kind.js';
import type { Ceph, CephUser } from './ceph.js';

/** What tests do to buckets, as their owner. */
export interface Buckets {
  make(bucket: string, options?: { versioned: boolean }): Promise<void>;
  /** Allows a user those of the documented policy's actions that are named, and to list. */
  allow(bucket: string, grant: Grant): Promise<void>;
  store(bucket: string, key: string, body?: string | Uint8Array): Promise<void>;
  /** Every object, version, mark of removal and unfinished upload under a prefix, each as a line. */
  everything(bucket: string, prefix: string): Promise<string[]>;
  close(): void;
}

/** What one user may do. */
interface Grant {
  readonly user: CephUser;
  readonly prefix: string;
  /** `s3:PutObject`, ... */
  readonly actions: readonly string[];
}

/** Tools for the buckets of the owner, or of another user. */
export function bucketsOf({ endpoint, owner }: Ceph, user = owner): Buckets {
  const client = new S3Client({
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: user,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
  return {
    make: async (Bucket, { versioned } = { versioned: false }) => {
      await client.send(new CreateBucketCommand({ Bucket }));
      if (!versioned) return;
      const VersioningConfiguration = { Status: 'Enabled' } as const;
      await client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    },
    allow: async (Bucket, grant) => {
      const Policy = JSON.stringify(policyFor(Bucket, grant));
      await client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },
    store: async (Bucket, Key, Body = 'stray') => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body }));
    },
    everything: async (Bucket, Prefix) => {
      const versions = await client.send(new ListObjectVersionsCommand({ Bucket, Prefix }));
      const uploads = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix }));
      return [
        ...(versions.Versions ?? []).map(({ Key, VersionId }) => `${Key ?? ''} ${VersionId ?? ''}`),
        ...(versions.DeleteMarkers ?? []).map(({ VersionId }) => `removed ${VersionId ?? ''}`),
        ...(uploads.Uploads ?? []).map(({ Key }) => `upload of ${Key ?? ''}`),
      ];
    },
    close: () => {
      client.destroy();
    },
  };
}

/** The policy that docs/targets/s3.md tells people to use, for these names and a user of Ceph. */
function policyFor(bucket: string, { user, prefix, actions }: Grant): object {
  const page = readFileSync(new URL('../../docs/targets/s3.md', import.meta.url), 'utf8');
  const text = /```json\n(.*?)```/s.exec(page)?.[1] ?? '';
  const named = text.replaceAll('example-household', bucket).replaceAll('vault/*', `${prefix}/*`);
  const { Version, Statement } = v.parse(policySchema, JSON.parse(named));
  const Principal = { AWS: [`arn:aws:iam:::user/${user.id}`] };
  const chosen = Statement.map((statement) => ({
    ...statement,
    Principal,
    Action: statement.Action.filter(
      (action) => action === 's3:ListBucket' || actions.includes(action),
    ),
  }));
  return { Version, Statement: chosen };
}

const policySchema = v.object({
  Version: v.string(),
  Statement: v.pipe(v.array(v.looseObject({ Action: v.array(v.string()) })), v.length(2)),
});

/** The kind with a user's access key in its environment, and nothing else around it. */
export function kindFor(user: CephUser, setup: S3KindSetup = {}): TargetKind<S3Options> {
  const environment = {
    AWS_ACCESS_KEY_ID: user.accessKeyId,
    AWS_SECRET_ACCESS_KEY: user.secretAccessKey,
  };
  return createS3Kind({ environment, homeFolder: '/nonexistent', ...setup });
}
