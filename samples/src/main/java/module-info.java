/** The embedded samples. */
module dev.hourglass.samples {
}
