/** A length of time as people say it: `0.4 s`, `45 s`, `3 min 20 s`, `2 h 37 min`. */
export declare function minutes(seconds: number): string;
