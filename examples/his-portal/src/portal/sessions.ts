import { randomBytes } from 'node:crypto';
import type { InventedDoctor } from '@diemcau/testing/people';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Who is signed in, by a cookie of this hospital's own name (cookies do not know ports). */
export class Sessions {
  readonly #signedIn = new Map<string, InventedDoctor>();
  readonly #cookie: string;

  constructor(siteId: string) {
    this.#cookie = `his_${siteId}`;
  }

  #id(request: FastifyRequest): string | undefined {
    const pairs = (request.headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='));
    return pairs.find(([name]) => name === this.#cookie)?.[1];
  }

  doctor(request: FastifyRequest): InventedDoctor | undefined {
    return this.#signedIn.get(this.#id(request) ?? '');
  }

  begin(reply: FastifyReply, doctor: InventedDoctor) {
    const id = randomBytes(24).toString('base64url');
    this.#signedIn.set(id, doctor);
    reply.header('Set-Cookie', `${this.#cookie}=${id}; Path=/; HttpOnly; SameSite=Lax`);
  }

  end(request: FastifyRequest, reply: FastifyReply) {
    this.#signedIn.delete(this.#id(request) ?? '');
    reply.header('Set-Cookie', `${this.#cookie}=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0`);
  }
}
