/** Sounds and films that a file dialog offers. */
export const acceptedSounds = "audio/*,video/mp4,video/webm,.wav,.mp3,.ogg,.flac,.m4a,.opus";
