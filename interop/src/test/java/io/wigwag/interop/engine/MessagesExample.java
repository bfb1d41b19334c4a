package io.wigwag.interop.engine;

import io.wigwag.core.device.DeviceHandle;
import io.wigwag.core.id.Jid;
import io.wigwag.core.id.MessageId;
import io.wigwag.core.message.codec.Composition;
import io.wigwag.core.message.codec.ContentReader;
import io.wigwag.core.message.codec.ContentWriter;
import io.wigwag.core.message.content.Draft;
import io.wigwag.core.message.content.Text;
import io.wigwag.core.message.mail.MailEvent;
import io.wigwag.core.message.mail.MailKeeper;
import io.wigwag.core.message.receive.Received;
import io.wigwag.core.message.secret.MessageSecret;
import io.wigwag.core.message.send.Letter;
import io.wigwag.core.message.send.SendOutcome;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;

/// The example about messages of docs/engine.md, which is cut out of this file.
final class MessagesExample {
    private MessagesExample() {}

    // docs: begin
    /// What this returns from is safe: `shelf` stands for a database here.
    static MailKeeper keeper(Map<String, String> shelf) {
        return event -> {
            if (event instanceof MailEvent.MessageCame came && came.outcome() instanceof Received.Read read) {
                var key = came.chat().jid() + " " + came.author().jid().bare() + " " + came.id();
                shelf.put(key, ContentReader.read(read.message()).text());
            }
        };
    }

    static SendOutcome welcome(DeviceHandle device, Jid guest, MessageId id) throws Exception {
        var random = new SecureRandom();
        var draft = Draft.of(Text.of("*Welcome*, @" + guest.user())).mentioning(guest);
        var composition = new Composition(InstantSource.system().instant(), MessageSecret.random(random));
        // The same id again, after whatever went wrong, is the same message.
        return device.send(new Letter(id, guest, ContentWriter.write(draft, composition)))
                .get();
    }
    // docs: end
}
