//! Who depends on whom, as `cargo metadata` tells it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::{Context, Result};
use serde::Deserialize;

/// The packages of a workspace and all that they depend on.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    packages: BTreeMap<String, Package>,
}

#[derive(Clone, Debug)]
struct Package {
    name: String,
    is_member: bool,
    needs: Vec<Need>,
}

/// One package's need of another.
#[derive(Clone, Debug)]
struct Need {
    id: String,
    kinds: BTreeSet<Kind>,
}

/// What a dependency is needed for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// To run.
    Normal,
    /// To build.
    Build,
    /// To test.
    Dev,
}

impl Graph {
    /// Reads what `cargo metadata --format-version 1` prints.
    pub fn read(metadata: &str) -> Result<Self> {
        let metadata: Metadata = serde_json::from_str(metadata).context("cargo metadata has another form")?;
        let members: BTreeSet<String> = metadata.workspace_members.into_iter().collect();
        let mut nodes: BTreeMap<String, Vec<Dep>> =
            metadata.resolve.nodes.into_iter().map(|node| (node.id, node.deps)).collect();
        let packages = metadata.packages.into_iter().map(|PackageName { id, name }| {
            let needs = nodes.remove(&id).unwrap_or_default().into_iter().map(Need::of).collect();
            let package = Package { name, is_member: members.contains(&id), needs };
            (id, package)
        });
        Ok(Self { packages: packages.collect() })
    }

    /// The names of the workspace's own packages.
    pub fn members(&self) -> impl Iterator<Item = &str> {
        self.packages.values().filter(|package| package.is_member).map(|package| package.name.as_str())
    }

    /// How many packages are not the workspace's own.
    pub fn n_outside(&self) -> usize {
        self.packages.values().filter(|package| !package.is_member).count()
    }

    /// The workspace's own packages that `member` itself names as dependencies, for whatever they are needed.
    pub fn streets_from(&self, member: &str) -> Vec<&str> {
        let needs = self.member(member).map_or(&[][..], |(_, package)| &package.needs);
        let targets = needs.iter().filter_map(|need| self.packages.get(&need.id));
        targets.filter(|target| target.is_member).map(|target| target.name.as_str()).collect()
    }

    /// The shortest way from `member` to a package that `wanted` picks, along dependencies of these kinds and round the
    /// workspace's packages in `closed`. The way is given by names, both ends included.
    pub fn way(
        &self,
        member: &str,
        closed: &[&str],
        kinds: &[Kind],
        wanted: impl Fn(&str) -> bool,
    ) -> Option<Vec<&str>> {
        let (start, _) = self.member(member)?;
        let mut before = BTreeMap::<&str, &str>::new();
        let mut open = VecDeque::from([start]);
        while let Some(id) = open.pop_front() {
            for need in self.packages.get(id).map_or(&[][..], |package| &package.needs) {
                let Some((next, package)) = self.packages.get_key_value(&need.id) else { continue };
                let is_closed = package.is_member && closed.contains(&package.name.as_str());
                let is_used = kinds.iter().any(|kind| need.kinds.contains(kind));
                if is_closed || !is_used || next == start || before.contains_key(next.as_str()) {
                    continue;
                }
                before.insert(next, id);
                if wanted(&package.name) {
                    return Some(self.way_back(next, &before));
                }
                open.push_back(next);
            }
        }
        None
    }

    fn way_back<'a>(&'a self, end: &'a str, before: &BTreeMap<&'a str, &'a str>) -> Vec<&'a str> {
        let mut way: Vec<&str> = std::iter::successors(Some(end), |id| before.get(id).copied()).collect();
        way.reverse();
        way.into_iter().filter_map(|id| self.packages.get(id)).map(|package| package.name.as_str()).collect()
    }

    fn member(&self, name: &str) -> Option<(&str, &Package)> {
        let mut members = self.packages.iter().filter(|(_, package)| package.is_member);
        members.find(|(_, package)| package.name == name).map(|(id, package)| (id.as_str(), package))
    }
}

impl Need {
    fn of(dep: Dep) -> Self {
        let kinds = dep.dep_kinds.into_iter().map(|DepKind { kind }| match kind.as_deref() {
            Some("dev") => Kind::Dev,
            Some("build") => Kind::Build,
            _ => Kind::Normal,
        });
        Self { id: dep.pkg, kinds: kinds.collect() }
    }
}

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<PackageName>,
    workspace_members: Vec<String>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct PackageName {
    id: String,
    name: String,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dep>,
}

#[derive(Deserialize)]
struct Dep {
    pkg: String,
    dep_kinds: Vec<DepKind>,
}

#[derive(Deserialize)]
struct DepKind {
    kind: Option<String>,
}

#[cfg(test)]
impl Graph {
    /// A made-up table: a line a package, `room > a, b(dev), c(build)`. Packages that have a line are the workspace's own,
    /// but for those whose line begins with `+`.
    pub fn made_up(table: &str) -> Self {
        let mut packages = BTreeMap::new();
        let package = |name: &str, is_member, needs| Package { name: name.to_owned(), is_member, needs };
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (name, needs) = line.split_once('>').unwrap_or((line, ""));
            let needs = needs.split(',').map(str::trim).filter(|need| !need.is_empty()).map(|need| {
                let (id, kind) = need.split_once('(').unwrap_or((need, ""));
                let kind = match kind {
                    "dev)" => Kind::Dev,
                    "build)" => Kind::Build,
                    _ => Kind::Normal,
                };
                Need { id: id.to_owned(), kinds: [kind].into() }
            });
            let bare = name.trim().trim_start_matches('+');
            packages.insert(bare.to_owned(), package(bare, !name.starts_with('+'), needs.collect()));
        }
        let needed: Vec<String> =
            packages.values().flat_map(|package| &package.needs).map(|need| need.id.clone()).collect();
        for id in needed {
            packages.entry(id.clone()).or_insert_with(|| package(&id, false, Vec::new()));
        }
        Self { packages }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_is_read() {
        let metadata = r#"{
            "packages": [{"id": "a#1", "name": "a", "version": "1"}, {"id": "b#1", "name": "b"}, {"id": "c#1", "name": "c"}],
            "workspace_members": ["a#1", "b#1"],
            "resolve": {"root": null, "nodes": [
                {"id": "a#1", "deps": [{"name": "b", "pkg": "b#1", "dep_kinds": [{"kind": "dev", "target": null}]}]},
                {"id": "b#1", "deps": [{"name": "c", "pkg": "c#1", "dep_kinds": [{"kind": null, "target": null}]}]},
                {"id": "c#1", "deps": []}
            ]}}"#;
        let graph = Graph::read(metadata).unwrap();
        assert_eq!((graph.members().collect::<Vec<_>>(), graph.n_outside()), (vec!["a", "b"], 1));
        assert_eq!(graph.streets_from("a"), ["b"]);
        assert_eq!(graph.way("b", &[], &[Kind::Normal], |name| name == "c"), Some(vec!["b", "c"]));
        assert_eq!(graph.way("a", &[], &[Kind::Normal], |name| name == "c"), None);
        assert_eq!(graph.way("a", &[], &[Kind::Normal, Kind::Dev], |name| name == "c"), Some(vec!["a", "b", "c"]));
        assert!(Graph::read("{}").is_err());
    }

    #[test]
    fn ways_go_round_closed_rooms() {
        let graph = Graph::made_up("a > b, x\nb > y\n+x > z\n+z > y");
        assert_eq!(graph.way("a", &[], &[Kind::Normal], |name| name == "y"), Some(vec!["a", "b", "y"]));
        assert_eq!(graph.way("a", &["b"], &[Kind::Normal], |name| name == "y"), Some(vec!["a", "x", "z", "y"]));
    }
}
