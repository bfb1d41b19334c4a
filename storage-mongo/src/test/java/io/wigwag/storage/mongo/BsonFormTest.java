package io.wigwag.storage.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Document;
import io.wigwag.storage.document.Key;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.testing.Note;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonInt32;
import org.bson.BsonInt64;
import org.bson.BsonString;
import org.junit.jupiter.api.Test;

/// R14: what somebody changed by hand, so that it is none of our forms, is told from those around it.
class BsonFormTest {
    private static final Key KEY = new Key(Note.SCHEMA, new Tenant("ana"), "n1");
    private static final Document NOTE =
            Document.builder().put(Note.CHAT, "chat").put(Note.RANK, 7L).build();

    private static BsonDocument bson() {
        return BsonForm.document(KEY, 3, NOTE);
    }

    @Test
    void aDocumentComesBackAsItWas() {
        var stored = BsonForm.stored(bson());
        assertThat(stored.tenant()).isEqualTo(KEY.tenant());
        assertThat(stored.id()).isEqualTo("n1");
        assertThat(stored.version()).isEqualTo(3);
        assertThat(stored.document()).isEqualTo(NOTE);
    }

    @Test
    void aFieldOfNoKindOfOursDamagesItsDocumentAndItsIndexesStillKnowIt() {
        for (var changed : List.of(
                bson().append("rank", new BsonInt32(7)),
                bson().append("$odd", new BsonInt64(1)),
                bson().append("origin", new BsonDocument("x", new BsonInt32(1))))) {
            var stored = BsonForm.stored(changed);
            assertThat(stored.isDamaged()).as(changed.toJson()).isTrue();
            assertThat(stored.version()).isEqualTo(3);
            assertThat(stored.indexed(Note.CHAT)).isEqualTo(new Value.Text("chat"));
            assertThatThrownBy(stored::document).isInstanceOf(DamagedDocument.class);
        }
    }

    @Test
    void soDoAMissingVersionAndAnothersTenant() {
        var unversioned = bson();
        unversioned.remove(BsonForm.VERSION);
        assertThat(BsonForm.stored(unversioned).damage())
                .hasValueSatisfying(why -> assertThat(why).contains("version"));
        var foreign = BsonForm.stored(bson().append(BsonForm.TENANT, new BsonString("bo")));
        assertThat(foreign.tenant()).isEqualTo(KEY.tenant());
        assertThat(foreign.damage()).hasValueSatisfying(why -> assertThat(why).contains("tenant"));
    }

    @Test
    void anIdThatIsNoneOfOursNamesNobody() {
        assertThatThrownBy(() -> BsonForm.stored(bson().append(BsonForm.ID, new BsonString("nobody"))))
                .isInstanceOf(DamagedDocument.class);
    }
}
