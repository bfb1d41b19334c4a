package io.wigwag.storage.seal.master;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A secret in a file that nobody but us (or root) owns and nobody but its owner can read.
///
/// A master key file has a line `name:base64` for each key, the current one first; lines that begin with `#` are
/// notes.
final class KeyFile {
    private static final int LARGEST = 64 << 10;
    private static final Set<PosixFilePermission> ALLOWED =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    List<MasterKey> keys() throws MasterKeyTrouble {
        var keys = new ArrayList<MasterKey>();
        for (var line : text().lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                keys.add(MasterKey.parse(line));
            }
        }
        if (keys.isEmpty()) {
            throw unusable("holds no key; if nothing was stored yet, remove it and start again");
        }
        return List.copyOf(keys);
    }

    String text() throws MasterKeyTrouble {
        try {
            check();
            try (var in = Files.newInputStream(path)) {
                var bytes = in.readNBytes(LARGEST + 1);
                if (bytes.length > LARGEST) {
                    throw unusable("is larger than " + LARGEST + " bytes");
                }
                return new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException e) {
            throw new MasterKeyTrouble.Missing("there is no file " + path);
        } catch (IOException e) {
            throw unusable("can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    /// Makes the file with one new key. Fails when there is a file already: a key is never overwritten.
    MasterKey make(String name, SecureRandom random) throws MasterKeyTrouble {
        var key = MasterKey.generate(name, random);
        var text =
                "# Master key of this gateway. Without it nothing that is stored can be read: keep a copy elsewhere.\n"
                        + key.reveal() + "\n";
        var private0600 = PosixFilePermissions.asFileAttribute(ALLOWED);
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var file = FileChannel.open(path, options, private0600)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        } catch (IOException | UnsupportedOperationException e) {
            throw unusable("can't be made (" + e.getClass().getSimpleName() + ")");
        }
        keepTheName();
        return key;
    }

    /// The key must outlive a power cut before anything is sealed with it, and so must its place in the directory.
    private void keepTheName() throws MasterKeyTrouble {
        var parent = path.toAbsolutePath().getParent();
        try (var directory = FileChannel.open(parent == null ? path : parent, StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException e) {
            throw unusable("was made, but its directory can't be written to disk");
        }
    }

    private void check() throws IOException, MasterKeyTrouble {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            throw unusable("stands on a file system without owners and modes; hand the key in by the environment");
        }
        var attributes = view.readAttributes();
        if (!attributes.isRegularFile()) {
            throw unusable("is no regular file");
        }
        if (!ALLOWED.containsAll(attributes.permissions())) {
            throw unusable("has the mode " + PosixFilePermissions.toString(attributes.permissions())
                    + "; only its owner may read it: chmod 600");
        }
        var owner = (int) Files.getAttribute(path, "unix:uid");
        if (!mayOwn(owner, ownUser())) {
            throw unusable("belongs to user " + owner + ", neither to us nor to root");
        }
    }

    static boolean mayOwn(int owner, int us) {
        return owner == 0 || owner == us;
    }

    /// Our user's number: that of a directory which the system makes for each process, or of a file of our own.
    private static int ownUser() throws IOException {
        var self = Path.of("/proc/self");
        if (Files.exists(self)) {
            return (int) Files.getAttribute(self, "unix:uid");
        }
        var probe = Files.createTempFile("owner", "");
        try {
            return (int) Files.getAttribute(probe, "unix:uid");
        } finally {
            Files.delete(probe);
        }
    }

    private MasterKeyTrouble.Unusable unusable(String why) {
        return new MasterKeyTrouble.Unusable("file " + path + " " + why);
    }
}
