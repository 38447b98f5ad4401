/**
 * One class that must live in this package to reach a setting of DirectRunner; see
 * docs/decisions/0004-direct-runner-pace.md.
 */
package org.apache.beam.runners.direct;
