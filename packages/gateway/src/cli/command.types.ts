/** One command of the command line. */
export interface Command {
  usage: string;
  run(args: string[]): Promise<void>;
}
