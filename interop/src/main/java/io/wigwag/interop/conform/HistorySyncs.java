package io.wigwag.interop.conform;

import com.google.protobuf.InvalidProtocolBufferException;
import io.wigwag.proto.e2e.HistorySyncNotification;
import io.wigwag.proto.history.HistorySync;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/// `history-sync.json`: the notification of a piece of history, and the piece.
final class HistorySyncs implements VectorSuite {
    @Override
    public String file() {
        return "history-sync.json";
    }

    @Override
    public void check(VectorCase vector) throws Exception {
        switch (vector.kind()) {
            case "history" -> {
                Schemas.same(vector.hex("notification"), HistorySyncNotification.getDefaultInstance());
                var inflated = inflate(vector.base64("compressedB64"));
                Mismatch.unlessSame(
                        "inflated size", vector.get("historySyncSize").asInt(), inflated.length);
                var history = Schemas.same(inflated, HistorySync.getDefaultInstance());
                if (vector.has("historySync")) {
                    Schemas.sameJson(history, vector.get("historySync"));
                }
            }
            case "refused" -> refused(vector);
            default -> throw VectorSuite.unknownKind(vector);
        }
    }

    private static void refused(VectorCase vector) throws Exception {
        HistorySync accepted;
        try {
            accepted = HistorySync.parseFrom(inflate(vector.base64("compressedB64")));
        } catch (ZipException | EOFException | InvalidProtocolBufferException asItShould) {
            return;
        }
        throw new Mismatch("accepted", "a refusal: " + vector.text("why"), accepted.toString());
    }

    private static byte[] inflate(byte[] compressed) throws IOException {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(compressed))) {
            return in.readAllBytes();
        }
    }
}
