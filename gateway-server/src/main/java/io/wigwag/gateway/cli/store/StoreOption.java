package io.wigwag.gateway.cli.store;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// `--store`, as every command of this package has it.
final class StoreOption {
    @Option(
            names = "--store",
            required = true,
            paramLabel = "STORE",
            description = "sqlite:FOLDER, a mongodb:// URI, or env:NAME for a variable that holds one of these.")
    private String written = "";

    StorePlace place(CommandLine line, Surroundings around) {
        return named(written, line, around);
    }

    /// A store that must be there already.
    StorePlace existing(CommandLine line, Surroundings around) throws StoreTask.NotReady {
        var place = place(line, around);
        if (!place.exists()) {
            throw new StoreTask.NotReady("There is no store in " + place + ".");
        }
        return place;
    }

    static StorePlace named(String written, CommandLine line, Surroundings around) {
        return StorePlace.of(written, around.environment())
                .orElseThrow(() -> new ParameterException(
                        line, "The variable " + written.substring("env:".length()) + " is not set."));
    }
}
