/// Encryption at rest: a data key for each tenant and device, wrapped by a master key, seals the fields of
/// documents and hashes the values they are looked up by.
///
/// ```
/// master key > wraps > keychain of a tenant or device: sealing keys by generation, one lookup key
///                        sealing key > HKDF > key of one field of one record > AES-256-GCM > envelope
///                        lookup key  > HMAC > look-up values, words
/// ```
@NullMarked
package io.wigwag.storage.seal;

import org.jspecify.annotations.NullMarked;
