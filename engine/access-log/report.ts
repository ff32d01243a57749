/** What became of lines of one stream in one worker since its last report. */
export interface AccessLogReport {
  streamId: string;
  written: number;
  dropped: number;
  /** The system's code while the disk refuses, such as ENOSPC; else empty. */
  error: string;
}
