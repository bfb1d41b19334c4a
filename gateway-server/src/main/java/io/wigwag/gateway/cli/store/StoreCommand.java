package io.wigwag.gateway.cli.store;

import io.wigwag.gateway.boot.OpenStore;
import io.wigwag.gateway.cli.ExitStatus;
import io.wigwag.gateway.cli.Subcommand;
import io.wigwag.gateway.cli.Terminal;
import io.wigwag.storage.copy.StoreCopy;
import io.wigwag.storage.document.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `./wigwag store ...`: work on a store as a whole.
@Command(
        name = "store",
        description = "Works on a store as a whole.",
        mixinStandardHelpOptions = true,
        subcommands = {ExportCommand.class, ImportCommand.class, CheckCommand.class, BackupCommand.class},
        footer = {"", "Exit status: 0 done, 1 failed and told why, 2 not understood and nothing done."})
public final class StoreCommand implements Subcommand {
    private final Surroundings around;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    public StoreCommand() {
        this(Surroundings.ofProcess());
    }

    StoreCommand(Surroundings around) {
        this.around = around;
    }

    Surroundings surroundings() {
        return around;
    }

    @Override
    public void attach(Terminal given) {
        around.attach(given);
    }

    @Override
    public Integer call() {
        throw misunderstood("Say what to do with it.");
    }

    @Command(
            name = "copy",
            description = "Copies everything from one store into another, empty one, and compares both.",
            mixinStandardHelpOptions = true,
            footer = {
                "",
                StorePlace.FORMS,
                "Stop everything that uses either store before. A copy that was cut off is run again.",
                "Sealed fields stay sealed: the copy is opened by the same master key, which is not copied."
            })
    int copy(
            @Option(names = "--from", required = true, paramLabel = "STORE", description = "What to copy.") String from,
            @Option(names = "--to", required = true, paramLabel = "STORE", description = "Where to.") String to) {
        var line = Objects.requireNonNull(spec).commandLine();
        var source = StoreOption.named(from, line, around);
        var target = StoreOption.named(to, line, around);
        if (source.equals(target)) {
            throw misunderstood("Both are the same store.");
        }
        return StoreTask.attempt("Not copied", around, () -> {
            if (!source.exists()) {
                throw new StoreTask.NotReady("There is no store in " + source + ".");
            }
            try (var reading = source.open(around::note);
                    var writing = target.open(around::note)) {
                new StoreCopy(reading, writing, new Progress())
                        .run(OpenStore.schemas())
                        .forEach((name, same) ->
                                around.say(name + "  " + same.count() + " documents  sha256 " + same.hash()));
            }
            around.note("Both stores hold the same. Take the master key along.");
            return ExitStatus.OK;
        });
    }

    private ParameterException misunderstood(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }

    /// A line for every ten thousand documents: what a person can follow.
    private final class Progress implements StoreCopy.Watcher {
        private static final int STEP = 10_000;

        @Override
        public void copied(Schema schema, long documents) {
            if (documents % STEP == 0) {
                around.note(schema + ": " + documents + " documents copied");
            }
        }

        @Override
        public void verifying(Schema schema) {
            around.note(schema + ": copied, comparing");
        }
    }
}
