package io.wigwag.benchmarks.storage;

import io.wigwag.benchmarks.SystemSuite;
import io.wigwag.storage.embedded.EmbeddedAdapter;
import io.wigwag.storage.embedded.EmbeddedSettings;
import io.wigwag.storage.mongo.MongoAdapter;
import io.wigwag.storage.mongo.MongoSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What keeping things costs, sealing included. Everything lies in a temporary folder (`-Djava.io.tmpdir` says on which
/// disk) that is removed; the lists are read on MongoDB too, in a collection of their own that is
/// emptied, when [#MONGO] names a server.
public final class StorageLoad implements SystemSuite {
    /// The variable that names a MongoDB server; the database in its URI should be used for this alone.
    public static final String MONGO = "WIGWAG_TEST_MONGO_URI";

    @Override
    public String name() {
        return "storage";
    }

    @Override
    public List<Figure> measure(PrintWriter progress) throws Exception {
        var sizes = Sizes.ofProcess();
        var folder = Files.createTempDirectory("wigwag-bench");
        var figures = new ArrayList<Figure>();
        try {
            try (var place = embedded(folder.resolve("writes"))) {
                figures.addAll(new DurableWrites(place, sizes.writes()).measure(progress));
                figures.addAll(new SealCost(place.sealer(), sizes.seals()).measure(progress));
            }
            try (var place = embedded(folder.resolve("lists"))) {
                figures.addAll(new ChatLists("SQLite", place, sizes).measure(progress));
            }
            figures.addAll(onMongo(sizes, progress));
            var counting = new CountingAdapter(EmbeddedAdapter.open(folder.resolve("turns"), EmbeddedSettings.DEFAULT));
            try (var place = new Place(counting, Place.masterKey())) {
                figures.addAll(new StateWrites(place, counting, sizes.turns()).measure(progress));
            }
            figures.addAll(new ManyDevices(folder.resolve("devices"), sizes.devices()).measure(progress));
        } finally {
            remove(folder);
        }
        return figures;
    }

    private static Place embedded(Path folder) throws Exception {
        return new Place(EmbeddedAdapter.open(folder, EmbeddedSettings.DEFAULT), Place.masterKey());
    }

    private static List<Figure> onMongo(Sizes sizes, PrintWriter progress) throws Exception {
        var uri = Optional.ofNullable(System.getenv(MONGO));
        if (uri.isEmpty()) {
            progress.println("Not measured on MongoDB: " + MONGO + " names no server.");
            return List.of();
        }
        try (var place =
                new Place(MongoAdapter.open(MongoSettings.of(uri.get()), progress::println), Place.knownMasterKey())) {
            var lists = new ChatLists("MongoDB", place, sizes);
            lists.clear();
            try {
                return lists.measure(progress);
            } finally {
                lists.clear();
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
