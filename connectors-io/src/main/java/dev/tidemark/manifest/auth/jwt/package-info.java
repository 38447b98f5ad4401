/** JSON Web Tokens, signed with the keys that people have. */
package dev.tidemark.manifest.auth.jwt;
