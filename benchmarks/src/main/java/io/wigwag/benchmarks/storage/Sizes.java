package io.wigwag.benchmarks.storage;

/// How much is measured. Each can be set: `-Dwigwag.bench.storage.messages=20000` in `WIGWAG_JAVA_OPTS`.
///
/// @param writes by each number of writers together
/// @param messages in the store, over all chats
/// @param lists how often a chat's end is read
/// @param turns messages sent and received to count their writes
/// @param devices whose state is stored
/// @param seals of each size
record Sizes(int writes, int messages, int lists, int turns, int devices, int seals) {
    private static final String PREFIX = "wigwag.bench.storage.";

    static Sizes ofProcess() {
        return new Sizes(
                size("writes", 20_000),
                size("messages", 1_000_000),
                size("lists", 5_000),
                size("turns", 200),
                size("devices", 10_000),
                size("seals", 200_000));
    }

    private static int size(String name, int usual) {
        return Math.max(1, Integer.getInteger(PREFIX + name, usual));
    }
}
