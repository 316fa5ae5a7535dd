import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';

// The peer that ratios are taken against: Node's own server with nothing behind it. What is posted to /answer is the
// body of every other GET; /file streams the file that is named as the first argument; a PUT is read and dropped.
const [file = ''] = process.argv.slice(2);
let answer = Buffer.alloc(0);

const server = createServer(async (request, response) => {
  if (request.method === 'GET' && request.url?.startsWith('/file')) {
    createReadStream(file).pipe(response);
    return;
  }
  if (request.method === 'GET') {
    response.setHeader('content-type', 'application/json');
    response.end(answer);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (request.url === '/answer') chunks.push(chunk);
  if (request.url === '/answer') answer = Buffer.concat(chunks);
  response.statusCode = 201;
  response.end();
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') {
    console.log(`The bare server is listening on http://127.0.0.1:${address.port}`);
  }
});
