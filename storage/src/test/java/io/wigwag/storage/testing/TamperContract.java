package io.wigwag.storage.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wigwag.core.octets.Octets;
import io.wigwag.storage.document.DamagedDocument;
import io.wigwag.storage.document.Field;
import io.wigwag.storage.document.Index;
import io.wigwag.storage.document.Query;
import io.wigwag.storage.document.Records;
import io.wigwag.storage.document.Schema;
import io.wigwag.storage.document.ShreddedKeys;
import io.wigwag.storage.document.StoredDocument;
import io.wigwag.storage.document.Tenant;
import io.wigwag.storage.document.Unreadable;
import io.wigwag.storage.document.Update;
import io.wigwag.storage.document.Value;
import io.wigwag.storage.seal.DocumentKeychains;
import io.wigwag.storage.seal.KeyScope;
import io.wigwag.storage.seal.Keychain;
import io.wigwag.storage.seal.Shredding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Records that were moved, swapped or rolled back in the store by hand do not open, and only they.
public abstract class TamperContract extends SealedContract {
    private static final Schema LETTERS = Letter.SCHEMA;
    private static final Field<Octets> SEALED = Field.bytes("sealed");

    @Test
    void aRecordUnderAnothersIdDoesNotOpen() {
        var one = stored(letters(ANA).insert(letter(1)).record());
        var two = stored(letters(ANA).insert(letter(2)).record());
        adapter.write(List.of(Tampering.moved(LETTERS, one, two), Tampering.moved(LETTERS, two, one)));

        assertDamaged(one.id());
        assertDamaged(two.id());
    }

    @Test
    void whatAnotherRecordHoldsDoesNotOpen() {
        var one = stored(letters(ANA).insert(letter(1)).record());
        var two = stored(letters(ANA).insert(letter(2)).record());
        adapter.write(List.of(Tampering.grafted(LETTERS, one, SEALED, two)));

        assertDamaged(two.id());
        assertThat(letters(ANA).get(one.id())).isPresent();
    }

    @Test
    void whatAnEarlierVersionHeldDoesNotOpen() {
        var first = letters(ANA).insert(letter(1));
        var before = stored(letter(1));
        letters(ANA).replace(first.with(letter(1).next()));
        adapter.write(List.of(Tampering.grafted(LETTERS, before, SEALED, stored(letter(1)))));

        assertDamaged(before.id());
    }

    @Test
    void nothingIsTakenOutExchangedOrPutInUnnoticed() {
        letters(ANA).insert(letter(1));
        letters(ANA).insert(letter(2));
        var before = stored(letter(1));
        var content = before.document();
        for (var changed : List.of(
                content.toBuilder().remove("sealed").build(),
                content.toBuilder().remove("sealedAt").build(),
                content.toBuilder().remove("sealed").remove("sealedAt").build(),
                content.toBuilder().remove("hashes").build(),
                content.toBuilder().put(Letter.HASHES, List.of("another's")).build(),
                content.toBuilder().put("device", new Value.Text("tablet")).build(),
                content.toBuilder().remove("device").build(),
                content.toBuilder().put(Letter.TEXT, "in the open").build(),
                content.toBuilder().put("number", new Value.Flag(true)).build())) {
            adapter.write(List.of(Tampering.changed(LETTERS, before, changed)));

            assertDamaged(before.id());
            assertThat(letters(ANA).find(Query.on(Index.BY_ID)).records()).containsExactly(letter(2));
        }
        adapter.write(List.of(Tampering.restored(LETTERS, before)));
        assertThat(letters(ANA).get(before.id())).isPresent();
    }

    @Test
    void whatIsDeclaredToChangeChangesBesideTheSeal() {
        letters(ANA).insert(letter(1));
        var updated = letters(ANA)
                .update(letter(1).id(), Update.increment(Letter.EDITION, 4))
                .orElseThrow();
        assertThat(updated.record().edition()).isEqualTo(5);
        assertThat(letters(ANA).get(letter(1).id())).contains(updated);
        assertThatThrownBy(() -> letters(ANA).update(letter(1).id(), Update.set(Letter.HASHES, List.of("x"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordOfAnotherTenantDoesNotOpen() {
        var theirs = letters(BO).insert(letter(1)).record();
        letters(ANA).insert(letter(1));
        var from = adapter.load(LETTERS, BO, List.of(theirs.id())).getFirst();
        adapter.write(List.of(Tampering.moved(LETTERS, from, stored(letter(1)))));

        assertDamaged(theirs.id());
        assertThat(letters(BO).get(theirs.id())).isPresent();
    }

    @Test
    void aPageTellsWhatIsDamagedAndGivesTheRest() {
        for (var number = 1; number <= 5; number++) {
            letters(ANA).insert(letter(number));
        }
        damage(letter(2).id());
        damage(letter(5).id());
        var all = Query.on(Index.BY_ID).limit(5);

        var page = letters(ANA).find(all);

        assertThat(page.records()).containsExactly(letter(1), letter(3), letter(4));
        assertThat(page.unreadable())
                .extracting(Unreadable::id)
                .containsExactly(letter(2).id(), letter(5).id());
        assertThat(page.unreadable()).allSatisfy(lost -> {
            assertThat(lost.tenant()).isEqualTo(ANA);
            assertThat(lost.why()).isInstanceOf(DamagedDocument.class).hasMessageContaining("letters");
        });
        assertThatThrownBy(page::whole).isInstanceOf(DamagedDocument.class);
        assertThat(letters(ANA).find(all.after(page.next().orElseThrow())).found())
                .isEmpty();
        var some = letters(ANA).among(List.of(letter(3).id(), letter(2).id(), "nowhere"));
        assertThat(some.records()).containsExactly(letter(3));
        assertThat(some.unreadable())
                .extracting(Unreadable::id)
                .containsExactly(letter(2).id());
        assertThatThrownBy(
                        () -> letters(ANA).get(List.of(letter(3).id(), letter(2).id())))
                .isInstanceOf(DamagedDocument.class);
    }

    @Test
    void aPageTellsWhatWasShreddedAndGivesTheRest() {
        letters(ANA).insert(letter(1));
        letters(ANA).insert(new Letter("other", "tablet", List.of(), "1", "2", Octets.EMPTY, 1));
        new Shredding(process.chains(), process.keys(), clock).device(ANA, "tablet");

        var page = letters(ANA).find(Query.on(Index.BY_ID));

        assertThat(page.records()).containsExactly(letter(1));
        assertThat(page.unreadable())
                .singleElement()
                .satisfies(lost -> assertThat(lost.why()).isInstanceOf(ShreddedKeys.class));
    }

    @Test
    void aKeychainOfAnotherScopeDoesNotOpen() {
        letters(ANA).insert(letter(1));
        letters(BO).insert(letter(1));
        var schema = DocumentKeychains.SCHEMA;
        var theirs = adapter.load(schema, BO, List.of(":phone")).getFirst();
        var ours = adapter.load(schema, ANA, List.of(":phone")).getFirst();
        adapter.write(List.of(Tampering.moved(schema, theirs, ours)));

        var restarted = process(masterKeys(master)).store().records(Letter.TYPE, ANA);
        assertThatThrownBy(() -> restarted.get(letter(1).id())).hasMessageContaining("keys of ana/phone");
    }

    @Test
    void aShreddedDeviceIsUnreadableAndOthersAreNot() {
        letters(ANA).insert(letter(1));
        letters(BO).insert(letter(1));
        new Shredding(process.chains(), process.keys(), clock).device(ANA, "phone");

        for (var seen : List.of(process, process(masterKeys(master)))) {
            var letters = seen.store().records(Letter.TYPE, ANA);
            assertThatThrownBy(() -> letters.get(letter(1).id())).isInstanceOf(ShreddedKeys.class);
            assertThatThrownBy(() -> letters.insert(letter(2))).isInstanceOf(ShreddedKeys.class);
        }
        assertThat(letters(BO).get(letter(1).id())).isPresent();
    }

    @Test
    void keychainsComeBackAsTheyWere() {
        var chains = process.chains();
        letters(ANA).insert(letter(1));
        var scope = new KeyScope(ANA, "phone");
        var chain = chains.load(scope).orElseThrow();

        assertThat(chain).isInstanceOfSatisfying(Keychain.Living.class, living -> {
            assertThat(living.generations()).containsExactly(new Keychain.Generation(1, now));
            assertThat(living.keys().masterKey()).isEqualTo("first");
        });
        var tombstone = new Keychain.Shredded(scope, 2, now);
        assertThat(chains.insert(new Keychain.Shredded(scope, 1, now))).isFalse();
        assertThat(chains.replace(new Keychain.Shredded(scope, 3, now))).isFalse();
        assertThat(chains.replace(tombstone)).isTrue();
        assertThat(chains.replace(tombstone)).isFalse();
        assertThat(chains.load(scope)).contains(tombstone);
        assertThat(chains.load(new KeyScope(BO, "phone"))).isEmpty();
        assertThat(chains.replace(new Keychain.Shredded(new KeyScope(BO, "phone"), 1, now)))
                .isFalse();
    }

    @Test
    void allKeychainsAreWalkedThroughInOrder() {
        for (var i = 0; i < 7; i++) {
            for (var tenant : List.of(ANA, BO)) {
                process.chains().insert(new Keychain.Shredded(new KeyScope(tenant, "d" + i), 1, now));
            }
        }
        var seen = new ArrayList<KeyScope>();
        var after = Optional.<KeyScope>empty();
        do {
            var page = process.chains().page(after, 4);
            page.forEach(chain -> seen.add(chain.scope()));
            after = page.size() < 4
                    ? Optional.empty()
                    : Optional.of(page.getLast().scope());
        } while (after.isPresent());

        assertThat(seen).hasSize(14).doesNotHaveDuplicates();
        var rest = process.chains().page(BO, Optional.of(new KeyScope(BO, "d2")), 3);
        assertThat(rest)
                .extracting(Keychain::scope)
                .containsExactly(new KeyScope(BO, "d3"), new KeyScope(BO, "d4"), new KeyScope(BO, "d5"));
    }

    private Records<Letter> letters(Tenant tenant) {
        return process.store().records(Letter.TYPE, tenant);
    }

    private StoredDocument stored(Letter letter) {
        return adapter.load(LETTERS, ANA, List.of(letter.id())).getFirst();
    }

    private void damage(String id) {
        var stored = adapter.load(LETTERS, ANA, List.of(id)).getFirst();
        var garbage = new Value.Bytes(Octets.ofHex("00"));
        var content = stored.document().toBuilder().put(SEALED.name(), garbage);
        adapter.write(List.of(Tampering.changed(LETTERS, stored, content.build())));
    }

    private void assertDamaged(String id) {
        assertThatThrownBy(() -> letters(ANA).get(id))
                .isInstanceOf(DamagedDocument.class)
                .message()
                .doesNotContain(id);
    }
}
