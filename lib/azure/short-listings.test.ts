import { expect, test } from 'vitest';
import { shortened } from '@/lib/azure/short-listings';

test('of a listing the names, the sizes and the times of writing are kept', () => {
  const listing = [
    '<EnumerationResults><DirectoryId>1</DirectoryId><Entries><File><Name>a &lt;Etag&gt;b&lt;/Etag&gt;.txt</Name>',
    '<FileId>7</FileId><Properties><Content-Length>3</Content-Length><CreationTime>c</CreationTime>',
    '<LastAccessTime>a</LastAccessTime><LastWriteTime>w</LastWriteTime><ChangeTime>h</ChangeTime>',
    '<Last-Modified>m</Last-Modified><Etag>"e"</Etag></Properties><Attributes>Archive</Attributes>',
    '<PermissionKey>p</PermissionKey></File></Entries><NextMarker>n</NextMarker></EnumerationResults>',
  ].join('');
  expect(shortened(listing)).toBe(
    '<EnumerationResults><DirectoryId>1</DirectoryId><Entries><File><Name>a &lt;Etag&gt;b&lt;/Etag&gt;.txt</Name>' +
      '<Properties><Content-Length>3</Content-Length><LastWriteTime>w</LastWriteTime></Properties></File></Entries>' +
      '<NextMarker>n</NextMarker></EnumerationResults>',
  );
});

test('a listing that broke off stays broken', () => {
  const begun = '<Entries><File><Name>a</Name><Properties><CreationTime>2026-11';
  expect(shortened(begun)).toBe(begun);
});
