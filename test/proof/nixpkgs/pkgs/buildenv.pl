# Links the trees of $linkedPath ("PRIORITY PATH" lines) into $out, as nixpkgs' builder.pl does: a folder with one contributor
# becomes one link, unless pathsToLink goes through it; equal files are no collision; a lower priority number wins.
use strict;
use warnings;
use Cwd 'abs_path';

my $root = $ENV{out} . $ENV{extraPrefix};
my @toLink = split ' ', $ENV{pathsToLink};

# Paths are relative to the root: "" is the root itself, "/bin" a folder in it.
sub isWithin { my ($path, $folder) = @_; return $folder eq '/' || $path eq $folder || index($path, "$folder/") == 0 }
sub isToLink { my $path = shift || '/'; return scalar grep { isWithin($path, $_) } @toLink }
sub isOnTheWay { my $path = shift || '/'; return scalar grep { isWithin($_, $path) } @toLink }

sub makeFolder {
    my $path = '';
    for my $part (split m{(?=/)}, shift) {
        $path .= $part;
        -d $path or mkdir $path or die "cannot make $path: $!\n";
    }
}
sub makeLink { my ($target, $path) = @_; symlink $target, "$root$path" or die "cannot link $root$path: $!\n" }
sub real { return abs_path(shift) // '' }
sub contents { open my $file, '<:raw', shift or return ''; local $/ = undef; return scalar <$file> }

sub isSame {
    my ($one, $other) = @_;
    my (@one, @other);
    return 0 unless -f $one && -f $other;
    @one = stat $one;
    @other = stat $other;
    return $one[2] == $other[2] && $one[7] == $other[7] && contents($one) eq contents($other);
}

# Which of two files with one path it is: each has a priority and a target.
sub winner {
    my ($best, $other) = @_;
    return $other if $other->[0] < $best->[0];
    return $best if $other->[0] > $best->[0];
    return -l $best->[1] ? $other : $best if real($other->[1]) eq real($best->[1]);
    if ($ENV{ignoreCollisions}) { warn "warning: collision between `$other->[1]' and `$best->[1]'\n" }
    elsif (!$ENV{checkCollisionContents} || !isSame($other->[1], $best->[1])) {
        print STDERR "error: collision between `$other->[1]' and `$best->[1]'\n";
        exit 25;
    }
    return $best;
}

# merge PATH, [PRIORITY, TARGET]…: what lies there in each contributor
sub merge {
    my ($path, @entries) = @_;
    return if $path =~ m{^/(propagated-build-inputs|nix-support)$|/info/dir$|/log$|/perllocal\.pod$};
    return unless isToLink($path) || isOnTheWay($path);
    my $mayBeLink = $path ne '' && !isOnTheWay($path);
    return makeLink($entries[0][1], $path) if @entries == 1 && $mayBeLink;
    if (grep { !-d $_->[1] } @entries) {
        my $best = shift @entries;
        $best = winner($best, $_) for @entries;
        return makeLink($best->[1], $path);
    }
    # The same folder reached on two ways is one contributor.
    my %seen;
    my @folders = grep { !$seen{ real($_->[1]) }++ } @entries;
    return makeLink($folders[0][1], $path) if @folders == 1 && $mayBeLink;
    makeFolder("$root$path");
    my %children;
    for my $folder (@folders) {
        opendir my $handle, $folder->[1] or die "cannot read $folder->[1]: $!\n";
        push @{ $children{$_} }, [$folder->[0], "$folder->[1]/$_"] for grep { !/^\.\.?$/ } readdir $handle;
    }
    merge("$path/$_", @{ $children{$_} }) for sort keys %children;
}

my (@entries, %seen);
open my $linked, '<', $ENV{linkedPath} or die "cannot read what to link: $!\n";
while (<$linked>) {
    my ($priority, $path) = split;
    next if $seen{$path}++ || !-e $path;
    if (!-d $path) {
        next if $ENV{ignoreSingleFileOutputs};
        die "error: The store path $path is a file and can't be merged into an environment using pkgs.buildEnv!\n";
    }
    push @entries, [$priority, $path];
}
makeFolder($root);
for (@toLink) { makeFolder("$root$_") unless $_ eq '/' }
merge('', @entries);
if ($ENV{manifest}) { makeLink($ENV{manifest}, '/manifest') }
