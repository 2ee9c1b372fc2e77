/** A request's body, and what was answered, without passwords, tokens and keys. */
export declare function redacted(url: string, sent: string, answered: unknown): {
    readonly sent: string;
    readonly answered: unknown;
};
