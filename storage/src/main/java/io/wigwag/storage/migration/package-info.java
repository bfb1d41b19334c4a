/// From one version's documents to the next one's, while programs of both run.
///
/// A migration is numbered and rewrites the documents of one collection. It **expands**: writes what the new
/// version needs beside what the old one reads, and runs when the new version starts; or it **contracts**:
/// removes what only the old version reads, and runs when somebody says that no such program runs any more. A
/// program meets expansions that it does not know with calm, and refuses to start after a contraction that it
/// does not know.
///
/// One process runs them, under a lease. Where it stops, the next goes on: progress is stored with every batch,
/// and a rewrite of what is rewritten already changes nothing.
///
/// ```
/// migrations   NUMBER   title stage; cursor examined changed; started, done once it is
/// ```
@NullMarked
package io.wigwag.storage.migration;

import org.jspecify.annotations.NullMarked;
