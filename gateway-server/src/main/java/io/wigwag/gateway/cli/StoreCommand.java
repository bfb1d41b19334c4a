package io.wigwag.gateway.cli;

import io.wigwag.storage.Catalogue;
import io.wigwag.storage.copy.CopyFailed;
import io.wigwag.storage.copy.StoreCopy;
import io.wigwag.storage.document.DocumentAdapter;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.StoreException;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.mongo.MongoAdapter;
import io.wigwag.storage.mongo.MongoSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `./wigwag store ...`: work on a store as a whole, while nobody else uses it.
@Command(name = "store", description = "Works on a store as a whole.", mixinStandardHelpOptions = true)
public final class StoreCommand implements Subcommand {
    private final Map<String, String> environment;

    @CommandLine.Spec
    private @Nullable CommandSpec spec;

    private @Nullable Terminal terminal;

    public StoreCommand() {
        this(System.getenv());
    }

    StoreCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public void attach(Terminal given) {
        this.terminal = given;
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
                "A store is a mongodb:// URI, the folder of an embedded store, or env:NAME for a variable that holds",
                "one of these (a password in a command line can be read by others on this machine).",
                "Stop everything that uses either store before. A copy that was cut off is run again.",
                "Sealed fields stay sealed: the copy is opened by the same master key, which is not copied."
            })
    int copy(
            @Option(names = "--from", required = true, paramLabel = "STORE", description = "What to copy.") String from,
            @Option(names = "--to", required = true, paramLabel = "STORE", description = "Where to.") String to) {
        var source = place(from);
        var target = place(to);
        if (source.equals(target)) {
            throw misunderstood("Both are the same store.");
        }
        var err = terminal().err();
        if (!isMongo(source) && !Files.isDirectory(Path.of(source))) {
            err.println("There is no store in " + source + ".");
            return ExitStatus.FAILED;
        }
        try (var reading = open(source);
                var writing = open(target)) {
            new StoreCopy(reading, writing, new Progress())
                    .run(Catalogue.schemas())
                    .forEach((name, same) ->
                            terminal().out().println(name + "  " + same.count() + " documents  sha256 " + same.hash()));
            terminal().out().flush();
            err.println("Both stores hold the same. Take the master key along.");
            return ExitStatus.OK;
        } catch (CopyFailed | StoreException failed) {
            err.println("Not copied: " + failed.getMessage());
            return ExitStatus.FAILED;
        }
    }

    private String place(String named) {
        if (!named.startsWith("env:")) {
            return named;
        }
        var variable = named.substring("env:".length());
        return Optional.ofNullable(environment.get(variable))
                .orElseThrow(() -> misunderstood("The variable " + variable + " is not set."));
    }

    private DocumentAdapter open(String place) {
        return isMongo(place)
                ? MongoAdapter.open(MongoSettings.of(place), terminal().err()::println)
                : EmbeddedAdapter.open(Path.of(place), EmbeddedSettings.DEFAULT);
    }

    private static boolean isMongo(String place) {
        return place.startsWith("mongodb://") || place.startsWith("mongodb+srv://");
    }

    private Terminal terminal() {
        return Objects.requireNonNull(terminal);
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
                terminal().err().println(schema + ": " + documents + " documents copied");
            }
        }

        @Override
        public void verifying(Schema schema) {
            terminal().err().println(schema + ": copied, comparing");
        }
    }
}
