// A small authority of its own for one test: the demonstration in a temporary folder, the
// real server on a free port, and the tablets that belong to it. `close` ends all of it.
import { execFile, spawn } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { WorldTablet } from "./world_tablet.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
// ./dev builds these; another build can be named to test it instead.
const programs = process.env.HOMEWARD_PROGRAMS ?? join(root, "build/release");
const site = join(root, "pwa/dist");
const run = promisify(execFile);

export class World {
  /** Ends by itself with the test `t`. */
  static async make(t) {
    const world = new World();
    t.after(() => world.close());
    world.folder_ = await mkdtemp(join(tmpdir(), "homeward-world-"));
    world.tablets_ = [];
    await world.command("demo");
    await world.start();
    return world;
  }

  /** Of the server itself; tablets reach it through their own line. */
  port = 0;

  /** What `homeward ARGS --data FOLDER` printed. */
  async command(...args) {
    const { stdout } = await run(join(programs, "homeward"), [...args, "--data", this.folder_]);
    return stdout;
  }

  /** Children and episodes as the case system would hand them over (server/import.h). */
  async import(children) {
    const file = join(this.folder_, "import.json");
    await writeFile(file, JSON.stringify(children));
    await this.command("import", file, "--by", "ada");
  }

  async tablet(name) {
    const tablet = await WorldTablet.make(this, name);
    this.tablets_.push(tablet);
    return tablet;
  }

  /** Again on the port it had before, as after a restart of the machine. */
  async start() {
    const args = ["--data", this.folder_, "--port", String(this.port), "--site", site];
    this.server_ = spawn(join(programs, "homewardd"), args, { stdio: ["ignore", "pipe", "inherit"] });
    this.gone_ = new Promise((resolve) => this.server_.once("exit", resolve));
    this.port = await printed_port(this.server_);
  }

  /** As when the power fails: no goodbye to anyone. */
  async kill_server() {
    this.server_.kill("SIGKILL");
    await this.gone_;
  }

  get folder() {
    return this.folder_;
  }

  /** As when the disk that it was on is lost, and whatever else stands in its folder is not. */
  async lose_database() {
    for (const tail of ["", "-wal", "-shm"]) await rm(join(this.folder_, `homeward.db${tail}`), { force: true });
  }

  /** What every tablet shows now, for whoever has to find out why a test failed. */
  async picture_failure(name) {
    const folder = join(root, "build/screenshots/failed");
    await mkdir(folder, { recursive: true });
    for (const { name: tablet, page } of this.tablets_) {
      const file = join(folder, `${name} - ${tablet}`.replace(/[^\w -]/g, ""));
      await page.screenshot({ path: `${file}.png`, timeout: 5_000 }).catch(() => {});
    }
  }

  async close() {
    for (const tablet of this.tablets_ ?? []) await tablet.discard();
    if (this.server_) await this.kill_server();
    await rm(this.folder_, { recursive: true, force: true });
  }

  /** A fresh connection to the server, for a tablet's line. */
  connect() {
    return createConnection({ host: "127.0.0.1", port: this.port });
  }
}

async function printed_port(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const found = /^Listening on http:\/\/localhost:(\d+)$/.exec(line);
    if (!found) continue;
    server.stdout.resume();
    return Number(found[1]);
  }
  throw new Error("homewardd ended before it listened");
}

/** Steps of one journey: the first that fails ends it, and leaves pictures of the tablets. */
export function steps(t, world) {
  return async (name, work) => {
    let failure = null;
    await t.test(name, async () => {
      try {
        await work();
      } catch (error) {
        failure = error;
        await world.picture_failure(name);
        throw error;
      }
    });
    if (failure) throw new Error(`stopped at: ${name}`);
  };
}
